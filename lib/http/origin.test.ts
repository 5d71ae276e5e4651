import { describe, expect, test } from 'vitest'
import { isOwnOrigin } from './origin'
import { isPrefetch } from './prefetch'

describe('isOwnOrigin', () => {
  test.each<[string, Record<string, string>]>([
    ['our own page', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    [
      'our link page, whose no-referrer makes the origin null',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ],
    ['an older browser without fetch metadata', { origin: 'http://localhost:3000' }],
    ['a client without an Origin, which has no cookies to abuse', {}],
  ])('allows %s', (_, headers) => {
    expect(isOwnOrigin(new Headers(headers))).toBe(true)
  })

  test.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'another site that forges the host',
      { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    ],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a null origin without fetch metadata', { origin: 'null' }],
    ['a subdomain', { origin: 'http://a.localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['another port', { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' }],
    ['another scheme', { origin: 'https://localhost:3000' }],
    ['a cross-site request that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['an empty origin', { origin: '' }],
    ['a malformed origin', { origin: 'http://localhost:3000/' }],
  ])('refuses %s', (_, headers) => {
    expect(isOwnOrigin(new Headers(headers))).toBe(false)
  })
})

describe('isPrefetch', () => {
  test.each<Record<string, string>>([
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'x-purpose': 'preview' },
    { 'x-moz': 'prefetch' },
    { 'next-router-prefetch': '1' },
    { rsc: '1' },
    { 'sec-fetch-dest': 'image' },
    { 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-dest': 'iframe' },
  ])('%j is a prefetch', (headers) => {
    expect(isPrefetch(new Headers(headers))).toBe(true)
  })

  test.each<Record<string, string>>([{}, { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' }])(
    '%j is a visit',
    (headers) => {
      expect(isPrefetch(new Headers(headers))).toBe(false)
    },
  )
})
