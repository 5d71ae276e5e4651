import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../e2e/support/browser'
import { listenForSignals, run } from './process/child'
import { PROJECT } from './process/command'
import { type Counts, countEndToEndTests, countFaults, countUnitTests } from './test-counts'

// `npm test`: everything that must hold before a commit, cheapest first, up to the first failure. The last line is
// "N passed, N failed", which other programs read: a step that fails without a failing test counts as one failure.

type Step = {
  name: string
  commands: string[][]
  prepare?: () => Promise<string | undefined>
  count?: () => Counts
}
type Result = { name: string; seconds: string; ok: boolean; outcome: string }

process.chdir(PROJECT)
const interrupt = listenForSignals()
const reports = mkdtempSync(join(tmpdir(), 'test-reports-'))
const unitReport = join(reports, 'unit.json')
const endToEndReport = join(reports, 'end-to-end.json')
const faultsReport = join(reports, 'faults.json')
const env = {
  ...process.env,
  PLAYWRIGHT_JSON_OUTPUT_FILE: endToEndReport,
  FAULTS_JSON_OUTPUT_FILE: faultsReport,
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

const steps: Step[] = [
  { name: 'format and lint', commands: [['biome', 'ci', '.']] },
  { name: 'types', commands: [inFreshCloud('next', 'typegen'), ['tsc', '--noEmit']] },
  {
    name: 'unit tests',
    commands: [['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]],
    count: () => countUnitTests(unitReport),
  },
  { name: 'build', commands: [inFreshCloud('node', '--import', 'tsx', 'scripts/build.ts')] },
  {
    name: 'faults',
    commands: [inFreshCloud('node', '--import', 'tsx', 'e2e/chaos/run.ts', '--short')],
    count: () => countFaults(faultsReport),
  },
  {
    name: 'end-to-end tests',
    prepare: installBrowser,
    commands: [inFreshCloud('playwright', 'test')],
    count: () => countEndToEndTests(endToEndReport),
  },
]

const total: Counts = { passed: 0, failed: 0 }
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
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

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
  if (!problem && counts && counts.passed + counts.failed === 0) problem = 'failed: it found no tests'
  if (!problem && counts?.failed) problem = 'failed'

  const failed = counts?.failed || (problem ? 1 : 0)
  total.passed += counts?.passed ?? 0
  total.failed += failed
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`
  const tests = counts ? `${counts.passed} passed, ${counts.failed} failed` : 'passed'
  return { name, seconds, ok: !problem, outcome: problem ?? tests }
}

/** None, if the runner didn't come so far as to write a report. */
function readCounts(count: () => Counts): Counts {
  try {
    return count()
  } catch {
    return { passed: 0, failed: 0 }
  }
}

async function installBrowser(): Promise<string | undefined> {
  if (!('problem' in findBrowser())) return
  console.log('There is no Chromium yet: trying `playwright install chromium`.')
  await run(['playwright', 'install', 'chromium'], { interrupt, stdio: 'ignore' })
  const browser = findBrowser()
  return 'problem' in browser ? browser.problem : undefined
}
