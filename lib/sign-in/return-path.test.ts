import { describe, expect, test } from 'vitest'
import { parseReturnPath, signInPath } from './return-path'

describe('parseReturnPath', () => {
  test.each([
    ['/dashboard', '/dashboard'],
    ['/dashboard?tab=2&x=%2Fa#below', '/dashboard?tab=2&x=%2Fa#below'],
    ['/a/b.c/%C3%A4', '/a/b.c/%C3%A4'],
    ['/é', '/%C3%A9'],
    ['/a/../dashboard', '/dashboard'],
    ['/magic-links', '/magic-links'],
    ['/apiary', '/apiary'],
    ['/account/exports', '/account/exports'],
  ])('%j leads to %j', (given, path) => {
    expect(parseReturnPath(given)).toBe(path)
  })

  test.each([
    undefined,
    null,
    7,
    ['/dashboard', '/dashboard'],
    '',
    'dashboard',
    'https://evil.example/',
    'HTTPS://evil.example/',
    'http:evil.example',
    '//evil.example',
    '///evil.example',
    '////evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\n//evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/%09/evil.example',
    '/%0d%0aSet-Cookie:a=b',
    '/%2f/evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/%252fevil.example',
    '/%25252fevil.example',
    '/%00',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/@evil.example\\',
    '//localhost:3000@evil.example/',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '/dashboard\u0000',
    '/dashboard\u007f',
    '/dashboard\r\nSet-Cookie: a=b',
    `/${'a'.repeat(1000)}`,
    // Acts, and steps of signing in, are no places to go to.
    '/',
    '/?next=/dashboard',
    '/#a',
    '/sign-in',
    '/sign-in/',
    '/sign-out',
    '/check-email',
    '/magic-link/abc',
    '/a/../magic-link/abc',
    '/%2e/magic-link/abc',
    '/account/export',
    '/api/webhooks/resend',
    '/_next/static/x.js',
  ])('%j leads nowhere', (given) => {
    expect(parseReturnPath(given)).toBeUndefined()
  })

  test('what it returns, a browser resolves to our own origin', () => {
    for (const given of [
      '/dashboard?next=//evil.example',
      '/a;//evil.example',
      '/dashboard#//evil.example',
    ]) {
      const path = parseReturnPath(given)
      expect(path, given).toBeDefined()
      expect(new URL(path as string, 'http://localhost:3000/magic-link/x').origin).toBe(
        'http://localhost:3000',
      )
    }
  })
})

describe('signInPath', () => {
  test('carries the return path as one parameter', () => {
    expect(signInPath('/dashboard')).toBe('/?next=/dashboard')
    expect(new URL(signInPath('/a?b=c&d=e#f'), 'http://x').searchParams.get('next')).toBe('/a?b=c&d=e#f')
  })
})
