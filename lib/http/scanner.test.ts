import { expect, test } from 'vitest'
import { looksLikeScanner } from './scanner'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0'

test.each([
  [undefined],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
  ['Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36'],
  ['python-requests/2.32.3'],
  ['Go-http-client/2.0'],
])('%s is a scanner', (agent) => {
  const headers = new Headers({ 'accept-language': 'en', ...(agent && { 'user-agent': agent }) })
  expect(looksLikeScanner(headers)).toBe(true)
})

test('so is what calls itself a browser and has no language', () => {
  expect(looksLikeScanner(new Headers({ 'user-agent': CHROME }))).toBe(true)
  expect(looksLikeScanner(new Headers({ 'user-agent': CHROME, 'accept-language': 'de' }))).toBe(false)
})

test('a phone of a maker whose name ends like a robot’s is none', () => {
  const headers = { 'user-agent': 'Mozilla/5.0 (Linux; Android 13; CUBOT X70)', 'accept-language': 'es' }
  expect(looksLikeScanner(new Headers(headers))).toBe(false)
})
