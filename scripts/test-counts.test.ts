import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countChaos, countEndToEndTests, countUnitTests } from './test-counts'

let path: string
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'counts-')), 'report.json')
})
afterEach(() => rmSync(join(path, '..'), { recursive: true }))

describe('countUnitTests', () => {
  test('counts a file that could not be loaded as a failure, besides those of its tests', () => {
    const [passed, failed] = [
      { status: 'passed', fullName: 'adds' },
      { status: 'failed', fullName: 'divides by 0' },
    ]
    const testResults = [
      { name: 'a.test.ts', status: 'passed', assertionResults: [passed, passed] },
      { name: 'b.test.ts', status: 'failed', assertionResults: [passed, failed] },
      { name: 'c.test.ts', status: 'failed', assertionResults: [] },
    ]
    writeFileSync(path, JSON.stringify({ numPassedTests: 3, testResults }))
    expect(countUnitTests(path)).toEqual({ passed: 3, failed: ['b.test.ts: divides by 0', 'c.test.ts'] })
  })
})

describe('countEndToEndTests', () => {
  test('counts what passes only sometimes, and what fails outside of a test, as failures', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'a.spec.ts',
      line: 7,
      tests: [{ status, projectName: 'phone' }],
    })
    const suites = [
      { specs: [spec('shows', 'expected')], suites: [{ specs: [spec('signs in', 'unexpected')] }] },
      { suites: [{ specs: [spec('signs out', 'flaky'), spec('later', 'skipped')] }] },
    ]
    const errors = [{ message: 'in the set-up\nat line 3' }, {}]
    writeFileSync(path, JSON.stringify({ stats: { expected: 5 }, suites, errors }))
    expect(countEndToEndTests(path)).toEqual({
      passed: 5,
      failed: [
        'a.spec.ts:7 [phone] signs in',
        'a.spec.ts:7 [phone] signs out',
        'in the set-up',
        'an error outside of any test',
      ],
    })
  })
})

describe('countChaos', () => {
  test('counts each scenario as a test', () => {
    const scenarios = [
      { name: 'redemptions', ok: true },
      { name: 'kills', ok: false },
    ]
    writeFileSync(path, JSON.stringify(scenarios))
    expect(countChaos(path)).toEqual({ passed: 1, failed: ['kills'] })
  })
})
