import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/copy'
import { listLanguages, writeDictionaries } from './dictionaries'

let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'dictionaries-'))
})
afterEach(() => rmSync(project, { recursive: true }))

function have(...files: string[]) {
  const folder = join(project, 'lib', 'copy', 'dictionaries')
  mkdirSync(folder, { recursive: true })
  for (const file of files) writeFileSync(join(folder, file), '')
}

test('a dictionary is all that a language needs', () => {
  have('it.ts', 'en.ts', 'de.ts', 'de.test.ts', 'notes.md')
  writeDictionaries(project)
  expect(listLanguages(project)).toEqual(['en', 'de', 'it'])
  expect(readFileSync(join(project, 'generated', 'dictionaries.ts'), 'utf8')).toBe(
    [
      "import { en } from '@/lib/copy/dictionaries/en'",
      "import { de } from '@/lib/copy/dictionaries/de'",
      "import { it } from '@/lib/copy/dictionaries/it'",
      '',
      'export const DICTIONARIES = { en, de, it }',
      '',
    ].join('\n'),
  )
})

test('packages can be installed before the dictionaries are there', () => {
  expect(() => writeDictionaries(project)).not.toThrow()
})

test('pages and rewrites know the same languages', () => {
  expect(LANGUAGES).toEqual(listLanguages())
})
