import { readFileSync } from 'node:fs'

/** How many tests passed, and the names of those that failed. */
export type Counts = { passed: number; failed: string[] }

/** Vitest's JSON report. A file that couldn't even be loaded is a failure. */
export function countUnitTests(path: string): Counts {
  const report: VitestReport = JSON.parse(readFileSync(path, 'utf8'))
  const failed = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((result) => result.status === 'failed')
    if (tests.length > 0) return tests.map(({ fullName }) => `${name}: ${fullName}`)
    return status === 'failed' ? [name] : []
  })
  return { passed: report.numPassedTests, failed }
}

/** Playwright's JSON report. A test that passes only sometimes doesn't pass. */
export function countEndToEndTests(path: string): Counts {
  const { stats, errors, suites }: PlaywrightReport = JSON.parse(readFileSync(path, 'utf8'))
  const failed = suites.flatMap(failedSpecs)
  return { passed: stats.expected, failed: [...failed, ...errors.map(({ message }) => firstLine(message))] }
}

function failedSpecs(suite: Suite): string[] {
  const failed = (suite.specs ?? []).flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName }) => `${file}:${line} [${projectName}] ${title}`),
  )
  return [...failed, ...(suite.suites ?? []).flatMap(failedSpecs)]
}

/** The chaos run's report: each scenario is one test. */
export function countChaos(path: string): Counts {
  const scenarios: { name: string; ok: boolean }[] = JSON.parse(readFileSync(path, 'utf8'))
  const failed = scenarios.filter(({ ok }) => !ok).map(({ name }) => name)
  return { passed: scenarios.length - failed.length, failed }
}

const firstLine = (text = 'an error outside of any test') => text.split('\n')[0] ?? ''

type VitestReport = {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

type Suite = {
  suites?: Suite[]
  specs?: {
    title: string
    file: string
    line: number
    tests: { status: string; projectName: string }[]
  }[]
}

type PlaywrightReport = {
  stats: { expected: number }
  suites: Suite[]
  /** Outside of any test: in a file's top level, in the set-up. */
  errors: { message?: string }[]
}
