import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countEndToEndTests, countFaults, countUnitTests } from './test-counts'

let path: string
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'counts-')), 'report.json')
})
afterEach(() => rmSync(join(path, '..'), { recursive: true }))

describe('countUnitTests', () => {
  test('counts a file that could not be loaded as a failure, besides those of its tests', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ]
    writeFileSync(path, JSON.stringify({ numPassedTests: 3, numFailedTests: 1, testResults }))
    expect(countUnitTests(path)).toEqual({ passed: 3, failed: 2 })
  })
})

describe('countEndToEndTests', () => {
  test('counts what passes only sometimes, and what fails outside of a test, as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    writeFileSync(path, JSON.stringify({ stats, errors: [{ message: 'in the set-up' }] }))
    expect(countEndToEndTests(path)).toEqual({ passed: 5, failed: 3 })
  })
})

describe('countFaults', () => {
  test('counts each kind of round as a test', () => {
    writeFileSync(
      path,
      JSON.stringify([
        { name: 'claims', ok: true },
        { name: 'kills', ok: false },
      ]),
    )
    expect(countFaults(path)).toEqual({ passed: 1, failed: 1 })
  })
})
