import { expect, test } from 'vitest'
import { copyIn } from '@/lib/copy'
import { deviceIn, networkIn } from './devices'

test.each([
  ['Firefox on Windows', 'Firefox unter Windows'],
  ['Firefox on Windows (203.0.113.…)', 'Firefox unter Windows (203.0.113.…)'],
  ['Mobile Safari on iOS, Lyon, France (203.0.113.…)', 'Mobile Safari unter iOS, Lyon, France (203.0.113.…)'],
  ['a browser', 'unbekannter Browser'],
  ['a browser on Linux', 'unbekannter Browser unter Linux'],
  ['curl', 'curl'],
  ['', ''],
])('%j is %j in German, and as it was in English', (stored, said) => {
  expect(deviceIn(copyIn('de'), stored)).toBe(said)
  expect(deviceIn(copyIn('en'), stored)).toBe(stored)
})

test('from right to left, a network keeps its parts in order', () => {
  expect(deviceIn(copyIn('ar'), 'Firefox on Windows (2001:db8:1:…)')).toMatch(
    /\u2066 \(2001:db8:1:…\)\u2069$/,
  )
  expect(networkIn(copyIn('ar'), '')).toBe('')
})
