import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n')
const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n')

test('there are documents to read', () => {
  expect(documents.length).toBeGreaterThan(25)
})

test.each(documents)('%s links to files that exist', (path) => {
  const links = readFileSync(path, 'utf8').matchAll(/\]\(<?(?!https?:)([^)>#]+)(?:#[\w-]+)?>?\)/g)
  const missing = [...links]
    .map(([, link = '']) => decodeURIComponent(link))
    .filter((link) => !existsSync(join(dirname(path), link)))
  expect(missing).toEqual([])
})

// What a record quotes may be gone by now, and the local cloud has scripts of its own.
test.each(documents.filter((path) => !/^(docs\/decisions|packages)\//.test(path)))(
  '%s names only scripts that exist',
  (path) => {
    const named = readFileSync(path, 'utf8').matchAll(/npm run ([\w:-]+)/g)
    expect([...named].map(([, name]) => name).filter((name) => !scripts.includes(name ?? ''))).toEqual([])
  },
)

test('the README has at most 80 lines', () => {
  expect(linesOf('README.md').length - 1).toBeLessThanOrEqual(80)
})

const records = documents.filter((path) => path.startsWith('docs/decisions/'))

test.each(records)('%s says when, whether it holds, and why', (path) => {
  const headings = linesOf(path).filter((line) => /^#|^Date: \d{4}-\d\d-\d\d$|^Status: /.test(line))
  expect(headings.map((line) => line.replace(/:.*|^# .*/, ''))).toEqual([
    '',
    'Date',
    'Status',
    '## Context',
    '## Decision',
    '## Consequences',
  ])
})

test.each(records)('%s can be read in a diff: wrapped at 100 columns, tables aside', (path) => {
  expect(linesOf(path).filter((line) => line.length > 100 && !line.startsWith('|'))).toEqual([])
})
