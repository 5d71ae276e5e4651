import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RETURN_PATH_ATTACKS } from '@/e2e/support/return-path-attacks'
import { HOME, parseReturnPath, ReturnPath, signInPath } from './return-path'

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
  ])('%j leads to %j', (typed, path) => {
    expect(parseReturnPath(typed)).toBe(path)
  })

  test.each([undefined, null, 7, ['/dashboard', '/dashboard'], ''])('%j isn’t a path', (typed) => {
    expect(parseReturnPath(typed)).toBeUndefined()
  })

  test.each(RETURN_PATH_ATTACKS)('attack: %j leads nowhere', (given) => {
    expect(parseReturnPath(given)).toBeUndefined()
  })

  test('is never longer than what it accepts again', () => {
    expect(parseReturnPath(`/${'é'.repeat(200)}`)).toBeUndefined()
    const longest = `/${'a'.repeat(999)}`
    expect(parseReturnPath(longest)).toBe(longest)
  })

  const nasty = fc
    .array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom('/', '\\', '.', '..', '%', '25', '2f', '5C', '09', '00', '2e'),
        },
        {
          weight: 2,
          arbitrary: fc.constantFrom('?', '#', '@', ':', ';', '\t', '\n', ' ', '\ud800', 'é', '％'),
        },
        { weight: 2, arbitrary: fc.constantFrom('evil.example', 'https:', 'javascript:', 'localhost:3000') },
        { weight: 3, arbitrary: fc.constantFrom('dashboard', 'sign-out', '%73ign-out', 'api', 'magic-link') },
        { weight: 1, arbitrary: fc.string() },
      ),
      { maxLength: 12 },
    )
    .map((parts) => `/${parts.join('')}`)

  test('drops anything that isn’t a path on our own origin, however often it is decoded', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webPath(), fc.string()), (given) => {
        const path = parseReturnPath(given)
        if (path === undefined) return
        accepted++
        expect(path).toMatch(/^\/[!-~]+$/)
        expect(parseReturnPath(path)).toBe(path)
        for (const seen of decodings(path)) {
          const url = new URL(seen, 'http://localhost:3000/magic-link/x')
          expect(url.origin).toBe('http://localhost:3000')
          expect(url.pathname).not.toMatch(/^\/((sign-out|api|magic-link)(\/|$)|$)/)
        }
      }),
      { numRuns: 2000 },
    )
    expect(accepted).toBeGreaterThan(200)
  }, 30_000)
})

describe('ReturnPath', () => {
  test('keeps a path, and turns every attack into the home page', () => {
    expect(ReturnPath.parse('/dashboard?tab=2')).toBe('/dashboard?tab=2')
    for (const attack of RETURN_PATH_ATTACKS) expect(ReturnPath.parse(attack)).toBe(HOME)
  })
})

/** What the path turns into when it is decoded, strictly or leniently, as often as it changes. */
function decodings(path: string): string[] {
  const seen = [path]
  for (const text of seen) {
    const lenient = text.replace(/%([0-9a-f]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    for (const decoded of [lenient, strict(text)]) if (!seen.includes(decoded)) seen.push(decoded)
  }
  return seen
}

function strict(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

describe('signInPath', () => {
  test('carries the return path as one parameter', () => {
    expect(signInPath('/dashboard')).toBe('/?next=/dashboard')
    expect(new URL(signInPath('/a?b=c&d=e#f'), 'http://x').searchParams.get('next')).toBe('/a?b=c&d=e#f')
  })
})
