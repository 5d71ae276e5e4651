import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtPlaces, searchSecrets, settingsOf } from '../e2e/support/secret-search'
import { HASHES_PLACEHOLDER } from '../lib/http/content-security-policy'
import { listenForSignals, run } from './process/child'
import { PROJECT } from './process/command'

// The build of `npm test`: also fails if a secret of its environment got into what browsers
// receive, or if a host's adapter would pack an unfinished policy.

// Beside what `next start` needs, which stays the same.
process.env.NEXT_OUTPUT = 'standalone'
process.env.NEXT_ADAPTER_PATH = join(PROJECT, 'scripts', 'recording-adapter.mjs')
// Not in the build's folder, where it would be finished afterwards.
const folder = mkdtempSync(join(tmpdir(), 'recorded-build-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const RECORDED = join(folder, 'build.json')
process.env.RECORDED_BUILD = RECORDED

process.exitCode = await run(['npm', 'run', 'build'], { interrupt: listenForSignals() })
if (process.exitCode === 0) {
  for (const problem of [...secretsInBuild(), ...unfinishedPolicy()]) {
    console.error(problem)
    process.exitCode = 1
  }
}

function secretsInBuild(): string[] {
  const settings = settingsOf(process.env)
  if (settings.length < 4)
    throw new Error('There are too few secrets to look for. Run this inside the local cloud.')
  return searchSecrets(settings, builtPlaces()).map(
    ({ place, excerpt }) => `A secret is in ${place}: ${excerpt}`,
  )
}

/** Of what the host's adapter was given: its list of headers, and the code of each function. */
function unfinishedPolicy(): string[] {
  const { routing, outputs } = JSON.parse(readFileSync(RECORDED, 'utf8'))
  const texts: [string, string][] = [
    ['the list of headers', JSON.stringify(routing)],
    ['the list of outputs', JSON.stringify(outputs)],
    ...codeOf([outputs.middleware, ...outputs.appPages, ...outputs.appRoutes]),
  ]
  if (!/script-src 'self' 'sha256-/.test(texts[0]?.[1] ?? ''))
    return ['The host’s adapter was given no policy.']
  return texts
    .filter(([, text]) => text.includes(HASHES_PLACEHOLDER))
    .map(([name]) => `The policy is unfinished in ${name}.`)
}

/** The scripts that those functions are packed with. */
function codeOf(functions: { assets: Record<string, string> }[]): [string, string][] {
  const files = new Set(functions.flatMap(({ assets }) => Object.values(assets)))
  return [...files]
    .filter((file) => file.startsWith(join(PROJECT, '.next')) && file.endsWith('.js'))
    .map((file) => [file, readFileSync(file, 'utf8')])
}
