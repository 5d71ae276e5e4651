import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '../e2e/support/browser'
import { writeDictionaries } from './dictionaries'
import { listenForSignals, run } from './process/child'
import { PROJECT } from './process/command'
import { type Counts, countChaos, countEndToEndTests, countUnitTests } from './test-counts'

// `npm test`: everything that must hold before a commit, cheapest first, up to the first step that fails.
// It ends with the names of what failed. The last line is "N passed, N failed", which other programs
// read: a step that fails without a failing test counts as one failure.

type Step = {
  name: string
  commands: string[][]
  prepare?: () => Promise<string | undefined>
  count?: () => Counts
}
type Result = { name: string; seconds: string; ok: boolean; outcome: string }

process.chdir(PROJECT)
// One may have come since the last `npm install`.
writeDictionaries()
const interrupt = listenForSignals()
const reports = mkdtempSync(join(tmpdir(), 'test-reports-'))
const report = (name: string) => join(reports, `${name}.json`)
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PLAYWRIGHT_JSON_OUTPUT_FILE: report('end-to-end'),
  CHAOS_JSON_OUTPUT_FILE: report('chaos'),
}
// Ports, secrets and a database of its own: a running `npm run dev` stays undisturbed.
const inFreshCloud = (...command: string[]) => [
  'node',
  '--import',
  'tsx',
  'scripts/services.ts',
  '--fresh',
  ...command,
]
const script = (name: string, ...args: string[]) => ['node', '--import', 'tsx', name, ...args]
const vitest = (name: string, ...args: string[]) => ({
  commands: [
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`, ...args],
  ],
  count: () => countUnitTests(report(name)),
})

const steps: Step[] = [
  { name: 'format and lint', commands: [['biome', 'ci', '.']] },
  { name: 'types', commands: [inFreshCloud('next', 'typegen'), ['tsc', '--noEmit']] },
  { name: 'unit tests', ...vitest('unit') },
  // Its mailbox is looked at in a browser, too.
  {
    name: 'local cloud',
    prepare: installBrowser,
    ...vitest('local-cloud', '--root', 'packages/local-cloud'),
  },
  { name: 'build', commands: [inFreshCloud(...script('scripts/build.ts'))] },
  {
    name: 'image',
    commands: [inFreshCloud('tsx', '--tsconfig', 'e2e/tsconfig.json', 'e2e/image/run.ts')],
  },
  { name: 'benchmark works', commands: [inFreshCloud(...script('scripts/bench.ts', '--smoke'))] },
  {
    name: 'chaos',
    commands: [inFreshCloud('tsx', '--tsconfig', 'e2e/tsconfig.json', 'e2e/chaos/run.ts', '--short')],
    count: () => countChaos(report('chaos')),
  },
  {
    name: 'end-to-end tests',
    prepare: installBrowser,
    commands: [inFreshCloud('playwright', 'test')],
    count: () => countEndToEndTests(report('end-to-end')),
  },
]

let passed = 0
const failed: string[] = []
const results: Result[] = []
for (const step of steps) {
  const result = await perform(step)
  results.push(result)
  if (!result.ok) break
}
rmSync(reports, { recursive: true, force: true })

console.log()
for (const { name, seconds, outcome } of results) {
  console.log(`${name.padEnd(18)} ${seconds.padStart(7)}   ${outcome}`)
}
for (const { name } of steps.slice(results.length))
  console.log(`${name.padEnd(18)} ${''.padStart(7)}   not run`)
for (const name of failed) console.log(`✗ ${name}`)
console.log(`\n${passed} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)

async function perform({ name, commands, prepare, count }: Step): Promise<Result> {
  console.log(`\n== ${name}`)
  const start = performance.now()
  let problem = await prepare?.()
  for (const command of commands) {
    if (problem) break
    const code = await run(command, { interrupt, env })
    if (code !== 0) problem = `failed with exit code ${code}`
  }
  const counts = count && readCounts(count)
  if (!problem && counts && counts.passed + counts.failed.length === 0) problem = 'failed: it found no tests'
  if (!problem && counts?.failed.length) problem = 'failed'

  passed += counts?.passed ?? 0
  failed.push(...(counts?.failed.length ? counts.failed : problem ? [`${name}: ${problem}`] : []))
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`
  const tests = counts ? `${counts.passed} passed, ${counts.failed.length} failed` : 'passed'
  return { name, seconds, ok: !problem, outcome: problem ?? tests }
}

/** None, if the runner didn't get as far as writing a report. */
function readCounts(count: () => Counts): Counts {
  try {
    return count()
  } catch {
    return { passed: 0, failed: [] }
  }
}

/** @returns what is wrong, if there is no browser and none can be installed */
async function installBrowser(): Promise<string | undefined> {
  if ('problem' in findBrowser()) {
    console.log('There is no Chromium yet: trying `playwright install chromium`.')
    await run(['playwright', 'install', 'chromium'], { interrupt, stdio: 'ignore' })
  }
  const browser = findBrowser()
  if ('problem' in browser) return browser.problem
  // The local cloud's own tests know no other way to find it.
  env.CHROME_PATH = browser.executablePath ?? chromium.executablePath()
  return undefined
}
