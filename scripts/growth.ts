import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMigrations } from '../prisma/migrations'
import { grow } from './growth/grow'

// npm run growth: what each step costs with a million users and five million sessions, compared with
// an empty database. Needs about 4 GB of disk, and some minutes. Exits with 1 if a step costs more
// than 1.2 times as much.
// --users=N --sessions=N for a smaller one.

const numberOf = (name: string, usual: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual)

/** Rounds on each database in turns, each in a process of its own. The best counts: others disturb. */
const ROUNDS = 5
const MOST = 1.2

const folder = mkdtempSync(join(tmpdir(), 'magic-link-growth-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const [empty, grown] = ['empty', 'grown'].map((name) => `file:${join(folder, name)}.db`) as [string, string]
await applyMigrations({ url: empty })
await applyMigrations({ url: grown })
const begun = Date.now()
await grow(grown, { users: numberOf('users', 1_000_000), sessions: numberOf('sessions', 5_000_000) })
console.log(`Made them in ${Math.round((Date.now() - begun) / 1000)} s.`)

type Costs = Record<string, number>
const costs = { empty: [] as Costs[], grown: [] as Costs[] }
for (let round = 0; round < ROUNDS; round++) {
  costs.empty.push(measure(empty))
  costs.grown.push(measure(grown))
}

let worst = 0
console.log('step                                  empty     grown     ratio   (milliseconds each)')
for (const step of Object.keys(costs.empty[0] ?? {})) {
  const [before, after] = [best(costs.empty, step), best(costs.grown, step)]
  worst = Math.max(worst, after / before)
  console.log(
    step.padEnd(34),
    ...[before, after].map((ms) => ms.toFixed(3).padStart(9)),
    (after / before).toFixed(2).padStart(9),
  )
}
process.exitCode = worst > MOST ? 1 : 0

function measure(url: string): Costs {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', '--tsconfig', 'e2e/tsconfig.json', 'scripts/growth/measure.ts'],
    { env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Costs
}

function best(rounds: Costs[], step: string): number {
  return Math.min(...rounds.map((costs) => costs[step] ?? 0))
}
