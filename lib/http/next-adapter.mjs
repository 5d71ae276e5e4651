import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

// The end of `next build`, before a host or `output: 'standalone'` packs what it has made: finishes
// the content security policy, lists the actions and compresses scripts. Then comes the host's own
// adapter, which Next would have called instead. See docs/decisions/0038-build-adapter.md.
//
// JavaScript, because Next imports it as it is.

/** HASHES_PLACEHOLDER of content-security-policy.ts. A build in which it isn't found fails. */
const PLACEHOLDER = 'sha256-TheHashesOfThePrerenderedPagesScriptsGoHere='

/** ACTIONS_PLACEHOLDER of outdated-form.ts. The same goes for it. */
const ACTIONS_PLACEHOLDER = 'TheIdsOfTheActionsGoHere'

const host = await hostAdapter(process.env.NEXT_ADAPTER_PATH)

/** @type {import('next').NextAdapter} */
export default {
  name: 'magic-link',

  modifyConfig: host?.modifyConfig?.bind(host),

  async onBuildComplete(build) {
    allowPrerenderedScripts(build)
    listActions(build.distDir)
    compressScripts(join(build.distDir, 'static', 'chunks'))
    await host?.onBuildComplete?.(build)
  },
}

/** What the host asks Next to call: Vercel's builder names it in NEXT_ADAPTER_PATH. */
async function hostAdapter(path) {
  if (!path) return undefined
  const loaded = await import(pathToFileURL(createRequire(import.meta.url).resolve(path)).href)
  const adapter = loaded.default ?? loaded
  return adapter.default ?? adapter
}

/**
 * Hashes the inline scripts of prerendered pages, and writes the hashes into the policy: in the
 * server's code, in the files that list its headers, and in what the host's adapter is given.
 */
function allowPrerenderedScripts({ distDir, routing, outputs }) {
  const files = readdirSync(distDir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(html|js|json)$/.test(file) && !/^(cache|static)[/\\]|node_modules/.test(file))
    .map((file) => join(distDir, file))
  const hashes = [
    ...new Set(files.filter((file) => file.endsWith('.html')).flatMap((file) => inlineScripts(file))),
  ]
  // A list of headers contains the finished policy, with quotes; code contains what it is made of.
  const inPolicy = hashes.map((hash) => `'${hash}'`).join(' ')
  const finish = (text) => text.replaceAll(`'${PLACEHOLDER}'`, inPolicy)

  const changed = files.filter((file) => {
    const before = readFileSync(file, 'utf8')
    const after = file.endsWith('.json') ? finish(before) : before.replaceAll(PLACEHOLDER, hashes.join(' '))
    if (after !== before) writeFileSync(file, after)
    return after !== before
  })
  if (changed.length === 0) throw new Error(`There is no place for hashes in ${distDir}.`)
  finishTexts(routing, finish)
  finishTexts(outputs, finish)
  console.log(`The policy allows ${hashes.length} inline scripts of prerendered pages.`)
}

/** Writes the ids of all actions into the server's code, which so knows a form of another build. */
function listActions(distDir) {
  const server = join(distDir, 'server')
  const { node } = JSON.parse(readFileSync(join(server, 'server-reference-manifest.json'), 'utf8'))
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(server, file))
    .filter((file) => readFileSync(file, 'utf8').includes(ACTIONS_PLACEHOLDER))
  if (files.length === 0) throw new Error(`There is no place for the ids of actions in ${server}.`)
  for (const file of files) {
    const code = readFileSync(file, 'utf8')
    writeFileSync(file, code.replaceAll(ACTIONS_PLACEHOLDER, Object.keys(node).join(' ')))
  }
}

const inlineScripts = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(
    ([, script]) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
  )

/** Changes every text inside an object. */
function finishTexts(object, finish) {
  for (const [key, value] of Object.entries(object ?? {})) {
    if (typeof value === 'string') object[key] = finish(value)
    else if (value && typeof value === 'object') finishTexts(value, finish)
  }
}

/**
 * As small as can be, for lib/http/compressed-scripts.ts. A host that compresses by itself ignores
 * the copies.
 */
function compressScripts(folder) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const file = join(folder, name)
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
  }
}
