import { describe, expect, test } from 'vitest'
import { parseEmailAddress } from './email-address'

describe('parseEmailAddress', () => {
  test.each([
    ['ann@example.com', 'ann@example.com'],
    ['  Ann.Lee@Example.COM\n', 'ann.lee@example.com'],
    ["o'neil+news@example.co.uk", "o'neil+news@example.co.uk"],
    ['a=b#c@example.org', 'a=b#c@example.org'],
    ['ann＠example．com', 'ann@example.com'],
    ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    ['ann@почта.рф', 'ann@xn--80a1acny.xn--p1ai'],
    // The Kelvin sign becomes the letter, and the mail goes to the letter's owner alone.
    ['\u212Aate@example.com', 'kate@example.com'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    [`ann@${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(60)}.co`, undefined],
  ])('accepts %j', (typed, address = typed.toLowerCase()) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: true, address })
  })

  test.each([undefined, null, '', '   ', '\u3000', 7, ['a@b.com']])('%j is missing', (typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'missing' })
  })

  test.each([
    `${'a'.repeat(65)}@example.com`,
    `ann@${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(62)}.com`,
    `${'\u00a0'.repeat(2000)}ann@example.com`,
    // One character that normalises to eighteen.
    `${'\ufdfa'.repeat(100)}@example.com`,
  ])('%j is too long', (typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'too-long' })
  })

  test.each([
    'ann',
    '@example.com',
    'ann@',
    'ann@localhost',
    'ann@127.0.0.1',
    'ann@[127.0.0.1]',
    'ann@example..com',
    'ann@-example.com',
    'ann@example.com.',
    '.ann@example.com',
    'a..b@example.com',
    'an n@example.com',
    '"ann"@example.com',
    '"a@evil.com"@example.com',
    'ann(comment)@example.com',
    'ann%evil.com@example.com',
    'evil.com!ann@example.com',
    '@evil.com:ann@example.com',
    'ann@evil.com@example.com',
    'ann@evil.com,bob@example.com',
    'ann@example.com,bob',
    'ann@example.com;bob',
    'Ann <ann@example.com>',
    'ann@example.com/../x',
    'ann@example.com?x',
    'ann@example.com#x',
    'ann@example.com\\x',
    'ann@exa\tmple.com',
    'ann@example.com\r\nBcc: bob@example.com',
    'ann\r\n@example.com',
    'ann\0@example.com',
    'ann@example.com\0',
    'ann@exam\u200bple.com',
    'ann\u200b@example.com',
    'ann\u202e@example.com',
    'ann@example\u202e.com',
    'm\u0131ke@example.com',
    'аnn@example.com', // the first letter is Cyrillic
    'ann@example\u3002com',
    'ann\uff0cbob@example.com',
    'ann@xn--a.example',
    'ann@xn--.example',
    'ann@xn--abc-.example',
    'ann@xn--a-ecp.ru',
    'ann@xn--zzzzzz99999999.com',
  ])('%j is malformed', (typed) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: false, reason: 'malformed' })
  })

  test('what it returns, it returns again', () => {
    for (const typed of ['Ann@BÜCHER.example', 'ann＠example．com', '\u212Aate@example.com']) {
      const once = parseEmailAddress(typed)
      if (!once.ok) throw new Error(`${typed} was refused`)
      expect(parseEmailAddress(once.address)).toEqual(once)
    }
  })
})
