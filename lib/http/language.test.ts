import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/copy'
import { languageIn } from './language'
import { languageRewrites } from './language-rewrites'

/** What next.config.ts makes of these headers, as Next matches them. */
function rewritten(headers: Record<string, string>): string {
  const matched = ({ type, key, value }: { type: string; key: string; value: string }) =>
    new RegExp(`^${value}$`).exec((type === 'cookie' ? cookieOf(headers.cookie) : headers[key]) ?? '')
  for (const { has, missing, destination } of languageRewrites(LANGUAGES)) {
    const match = has.map(matched).find(Boolean)
    if (match && !missing?.some(matched)) {
      return destination.replace(':language', match.groups?.language ?? '')
    }
  }
  return '/'
}

const cookieOf = (cookies = '') => /(?:^|; )language=([^;]*)/.exec(cookies)?.[1]

describe('the prerendered form has the language of all else', () => {
  test.each([
    ['', '', 'en'],
    ['*', '', 'en'],
    ['de', '', 'de'],
    ['de-AT,en;q=0.5', '', 'de'],
    ['nl-NL,nl;q=0.9,fr;q=0.8,en;q=0.7', '', 'fr'],
    ['ja', '', 'ja'],
    ['ar-EG', '', 'ar'],
    ['es-419,es;q=0.9', '', 'es'],
    ['den,enm;q=0.5', '', 'en'],
    ['de', 'language=fr', 'fr'],
    ['de', 'language=en', 'en'],
    ['en,de;q=0.5', '', 'en'],
    ['nl,en;q=0.9,de;q=0.5', '', 'en'],
    ['de', 'a=b; language=ja; c=d', 'ja'],
    ['de', 'language=xx', 'de'],
    ['de', 'language=', 'de'],
    ['de', 'not-language=fr', 'de'],
    ['x'.repeat(10_000), '', 'en'],
    ['xx,'.repeat(3000), '', 'en'],
  ])('accepts %j, has chosen %j: %s', (accepted, cookie, language) => {
    const headers = { 'accept-language': accepted, ...(cookie && { cookie }) }
    expect(languageIn(new Headers(headers))).toBe(language)
    expect(rewritten(headers)).toBe(language === LANGUAGES[0] ? '/' : `/prerendered/${language}`)
  })
})

test('only / is rewritten', () => {
  expect(new Set(languageRewrites(LANGUAGES).map(({ source }) => source))).toEqual(new Set(['/']))
})

test('a single language needs no rewrites', () => {
  expect(languageRewrites(['en'])).toEqual([])
})
