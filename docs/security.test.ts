import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const document = read('docs/security.md')

const NAMED = [...document.matchAll(/`([\w./[\]()-]+\.ts)`: "([^"]+)"/g)].map(
  ([, path = '', title = '']) => [path, title] as const,
)

test('names tests, and many of them', () => {
  expect(NAMED.length).toBeGreaterThan(50)
})

test.each(NAMED)('%s has a test that says: %s', (path, title) => {
  expect(read(path)).toContain(title)
})

test('leads to files that are there', () => {
  const links = [...document.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.filter((link) => !existsSync(new URL(link, import.meta.url)))).toEqual([])
})
