import { describe, expect, test } from 'vitest'
import { hours, minutes, seconds } from '@/lib/platform/time'
import { en } from './dictionaries/en'
import { fr } from './dictionaries/fr'
import { wordsIn } from './words'

const { words } = en.language

test.each([
  ['2026-11-22T14:05:59Z', 'November 22, 2026 at 14:05 UTC'],
  ['2026-01-01T00:00:00Z', 'January 1, 2026 at 00:00 UTC'],
  ['2026-11-22T23:30:00-05:00', 'November 23, 2026 at 04:30 UTC'],
])('%s is %s, whatever the server’s time zone', (iso, said) => {
  expect(words.dateTime(new Date(iso))).toBe(said)
})

test('in French, the first of a month is the only ordinal', () => {
  const { day, dateTime } = fr.language.words
  expect(day(new Date('2026-11-01'))).toBe('1er novembre 2026')
  expect(dateTime(new Date('2026-11-01'))).toBe('1er novembre 2026 à 00:00 UTC')
  expect(day(new Date('2026-11-11'))).toBe('11 novembre 2026')
})

test('a duration is rounded up, in the largest unit that says enough', () => {
  expect([1, seconds(30), minutes(2)].map(words.duration)).toEqual(['1 second', '30 seconds', '120 seconds'])
  expect(words.soon(minutes(2) + 1)).toBe('in 3 minutes')
  expect(words.soon(hours(3))).toBe('in 3 hours')
  expect(words.soon(hours(49))).toBe('in 3 days')
})

test('what happened just now has no number', () => {
  expect(words.ago(Date.now() - seconds(59))).toBe('just now')
  expect(words.ago(Date.now() - minutes(59))).toBe('59 minutes ago')
  expect(words.ago(Date.now() - hours(25))).toBe('1 day ago')
})

describe('plurals', () => {
  test('are those of the language', () => {
    const arabic = wordsIn('ar-u-nu-latn', '')
    const forms = { two: 'B', few: 'C', many: 'D', other: 'E' }
    expect([1, 2, 3, 11, 100].map((n) => arabic.count(n, forms))).toEqual([
      '1 E',
      '2 B',
      '3 C',
      '11 D',
      '100 E',
    ])
  })
})
