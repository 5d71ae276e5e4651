import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { ReactElement } from 'react'
import { expect, test } from 'vitest'
import { type Copy, copyIn, LANGUAGES, languageOf } from '@/lib/copy'
import { en } from './dictionaries/en'

/** Goes for an address, a number, a date or two lifetimes, whatever a sentence takes. */
const VALUE = Object.assign(new Date(3_000_000), { link: 10, code: 5, toString: () => 'VALUE' })

/** Every sentence of a dictionary, by its path, with values. */
function sentencesOf(node: unknown, path = ''): [path: string, said: string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') return [[path, textOf(node(VALUE, VALUE, VALUE))]]
  const inner = Object.entries(node as object).filter(([key]) => key !== 'words')
  return inner.flatMap(([key, value]) => sentencesOf(value, `${path}/${key}`))
}

const textOf = (said: string | ReactElement<{ children: unknown[] }>) =>
  typeof said === 'string' ? said : said.props.children.join('')

const english = new Map(sentencesOf(en))

/** What others rely on, and what two languages have in common. */
const SAME =
  /^\/(language\/direction|devices\/on|signInForm\/emailPlaceholder|linkPage\/invalid\/documentTitle)|: (Dashboard|Browser|Code)$/

test.each(LANGUAGES.slice(1))('%s says everything in words of its own', (language) => {
  const own = sentencesOf(copyIn(language))
  const same = own.filter(([path, said]) => said === english.get(path)).map((each) => each.join(': '))
  expect(same.filter((each) => !SAME.test(each))).toEqual([])
  for (const [path, said] of own) {
    expect(said, path).toMatch(/\S/)
    expect(said, path).not.toMatch(/undefined|NaN|\[object|Invalid Date|\s$|^\s|'/)
  }
})

test.each(LANGUAGES.slice(1))('%s leaves out no value', (language) => {
  // As it is, or as a number.
  const values = (said = '') => said.match(/VALUE|3\D?000\D?000/g)?.length
  const wrong = sentencesOf(copyIn(language)).filter(
    ([path, said]) => values(said) !== values(english.get(path)),
  )
  expect(wrong).toEqual([])
})

test('every language has its own two letters', () => {
  for (const language of LANGUAGES) {
    expect(copyIn(language).language.code).toBe(language)
    expect(languageOf(language)).toBe(language)
  }
  for (const none of ['xx', '', 'toString', undefined, 1]) expect(languageOf(none)).toBeUndefined()
})

test('no sentence is left that nothing says', () => {
  const files = execFileSync('git', ['ls-files', 'app', 'lib', 'middleware.ts'], { encoding: 'utf8' })
  const sources = files
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !/^lib\/copy\/dictionaries\/|\.test\./.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const isSaid = (key: string) => new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(sources)
  expect(keysOf(en).filter((key) => !isSaid(key))).toEqual([])
})

/** Tables that data is looked up in. */
const TABLES = ['types', 'leftOut']

/** The names of all sentences, and of lists of them. */
const keysOf = (node: Copy | object): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) && !TABLES.includes(key)
      ? [key, ...keysOf(value)]
      : [key],
  )
