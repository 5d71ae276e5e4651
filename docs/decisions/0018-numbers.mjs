// The numbers of decision 18: node docs/decisions/0018-numbers.mjs [FOLDER]
// FOLDER is a checkout of any commit; this one, if it is left out.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

process.chdir(process.argv[2] ?? '.')

const CODE = /\.(tsx?|mjs|js|css|sql|prisma)$/
const SHIPS = /^(app|lib|prisma|public)\/|^(middleware|instrumentation|next\.config)\.ts$/
const TEST = /\.test\.tsx?$/

const files = execFileSync('git', ['ls-files', '-z'])
  .toString()
  .split('\0')
  .filter((path) => CODE.test(path))
const lines = (paths) =>
  paths.reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length - 1, 0)
const show = (what, paths) => console.log(`${what.padEnd(44)} ${paths.length} files, ${lines(paths)} lines`)

const ships = files.filter((path) => SHIPS.test(path) && !TEST.test(path))
const rest = files.filter((path) => !ships.includes(path))
show('code that ships', ships)
show('code that doesn’t: tests, tools, local cloud', rest)
show(
  'the local cloud, with its tests',
  files.filter((path) =>
    /^packages\/local-cloud\/|^dev\/(mailbox|redis|resend|upstash|http|mail-lines)/.test(path),
  ),
)

// What a request reads, file by file: everything of ours that its entry imports, types aside.
const importsOf = (path) =>
  [...readFileSync(path, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^'"]*?from '([^']+)'/gm)]
    .map(([, name]) => resolve(path, name))
    .filter((found) => found !== undefined)

function resolve(from, name) {
  if (!/^(@\/|\.)/.test(name)) return undefined
  const base = name.startsWith('@/') ? name.slice(2) : normalize(join(dirname(from), name))
  return ['', '.ts', '.tsx', '/index.ts']
    .map((end) => base + end)
    .find((path) => CODE.test(path) && existsSync(path))
}

function reachable(entry) {
  const found = new Set([entry])
  for (const path of found) for (const next of importsOf(path)) found.add(next)
  return [...found].filter((path) => !path.startsWith('generated/'))
}

show('reachable from app/actions.ts', reachable('app/actions.ts'))
show('reachable from the magic link’s handler', reachable('app/magic-link/[token]/route.ts'))
show('reachable from middleware.ts', reachable('middleware.ts'))

// Folders of lib/ that import each other, directly or in a ring. A file right in lib/ is a folder of its own.
const roomOf = (path) => path.split('/').slice(0, 2).join('/')
const inLib = ships.filter((path) => path.startsWith('lib/') && /\.tsx?$/.test(path))
const edges = inLib.flatMap((path) =>
  importsOf(path)
    .filter((to) => to.startsWith('lib/') && roomOf(to) !== roomOf(path))
    .map((to) => [roomOf(path), roomOf(to)]),
)
const reaches = (from, to, seen = new Set()) =>
  from === to || edges.some(([a, b]) => a === from && !seen.has(b) && seen.add(b) && reaches(b, to, seen))
console.log(`imports between folders of lib/ on a ring     ${edges.filter(([a, b]) => reaches(b, a)).length}`)

const outside = ships
  .concat(rest)
  .filter((path) => /^(app|cli|operate)\/|^middleware\.ts$/.test(path) && !TEST.test(path))
const reached = new Set(outside.flatMap(importsOf).filter((path) => path.startsWith('lib/')))
console.log(`modules of lib/ that app, cli, middleware name ${reached.size} of ${inLib.length}`)
