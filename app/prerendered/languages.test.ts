import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/copy'

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

test('the form is prerendered in each language', () => {
  expect(folders.sort()).toEqual([...LANGUAGES].sort())
})

test.each(folders)('%s is in its own language', (folder) => {
  expect(readFileSync(`${import.meta.dirname}/${folder}/page.tsx`, 'utf8')).toContain(`formIn('${folder}')`)
})
