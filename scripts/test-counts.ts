import { readFileSync } from 'node:fs'

export type Counts = { passed: number; failed: number }

/** What Vitest's JSON report says. A file that couldn't even be loaded is a failure. */
export function countUnitTests(path: string): Counts {
  const report: VitestReport = JSON.parse(readFileSync(path, 'utf8'))
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}

/** What Playwright's JSON report says. A test that passes only sometimes doesn't pass. */
export function countEndToEndTests(path: string): Counts {
  const { stats, errors }: PlaywrightReport = JSON.parse(readFileSync(path, 'utf8'))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

/** What the faults' report says: each kind of round is one test. */
export function countFaults(path: string): Counts {
  const rounds: { ok: boolean }[] = JSON.parse(readFileSync(path, 'utf8'))
  const passed = rounds.filter(({ ok }) => ok).length
  return { passed, failed: rounds.length - passed }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number }
  /** Outside of any test: in a file's top level, in the set-up. */
  errors: unknown[]
}
