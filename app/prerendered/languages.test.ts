import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/copy'

const [standard, ...others] = LANGUAGES

const languageOf = (page: string) =>
  /formIn\('(\w+)'\)/.exec(readFileSync(`${import.meta.dirname}/${page}`, 'utf8'))?.[1]

test('the form at / is in our first language', () => {
  expect(languageOf('../page.tsx')).toBe(standard)
})

test('each other language has its form', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  expect(folders.map(({ name }) => name).sort()).toEqual([...others].sort())
})

test.each(others)('%s is in its own language', (folder) => {
  expect(languageOf(`${folder}/page.tsx`)).toBe(folder)
})
