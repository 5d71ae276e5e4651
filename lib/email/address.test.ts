import { describe, expect, test } from 'vitest'
import { problemOf } from '@/e2e/support/copy'
import { parseEmailAddress } from './address'

/** The address that was typed, or what the form says about it. */
function answerTo(typed: unknown): string {
  const parsed = parseEmailAddress(typed)
  return parsed.ok ? parsed.address : problemOf(parsed)
}

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
    ['ann@STRA\u1e9eE.example', 'ann@xn--strae-oqa.example'],
    // The Kelvin sign becomes the letter, and the email goes only to the owner of the letter's
    // address.
    ['\u212Aate@example.com', 'kate@example.com'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    [`ann@${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(60)}.co`, undefined],
    // Half of an encoded word is none.
    ['ann?=@example.com', undefined],
  ])('accepts %j', (typed, address = typed.toLowerCase()) => {
    expect(parseEmailAddress(typed)).toEqual({ ok: true, address })
  })

  test.each([
    'Ann Lee <ann@example.com>',
    'Lee, Ann <ann@example.com>;',
    '"Ann Lee (at work)" <ann@example.com>',
    '=?utf-8?q?Ann?= <ann@example.com>',
    '<ann@example.com>',
    'mailto:ann@example.com',
    '<MAILTO:ann@example.com>',
    'ann@example.com,',
    'ann@example.com.',
    'ann@example.com; ',
    '"ann@example.com"',
    "'ann@example.com',",
    '“ann@example.com”',
    '\u200b\ufeffann@example.com\u200b',
    '\u2068ann@example.com\u2069',
    '\u202aann@example.com\u202c\u200f',
    'ann@example.com\u00ad',
    '\u200e<\u200eann@example.com\u200e>\u200e',
  ])('finds the address in %j, as it was pasted', (pasted) => {
    expect(answerTo(pasted)).toBe('ann@example.com')
  })

  test('takes no longer for what is made to be slow', () => {
    const begun = performance.now()
    for (const run of [',', '.', '\u200b', ' ', '…', 'mailto:', '<', '"'])
      expect(parseEmailAddress(`a${run.repeat(1000 / run.length)}b`)).toMatchObject({ ok: false })
    expect(performance.now() - begun).toBeLessThan(200)
  })

  test.each([undefined, null, '', '   ', '\u3000', 7, ['a@b.com']])('asks for an address at %j', (typed) => {
    expect(answerTo(typed)).toBe('Please enter your email address.')
  })

  test.each([
    `${'a'.repeat(65)}@example.com`,
    `ann@${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(62)}.com`,
    `${'\u00a0'.repeat(2000)}ann@example.com`,
    // One character that normalizes to eighteen.
    `${'\ufdfa'.repeat(100)}@example.com`,
  ])('says that %j is too long', (typed) => {
    expect(answerTo(typed)).toBe('That’s too long for an email address. Please check it.')
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
    'ann@exam\u00adple.com', // a soft hyphen
    'ann@exam\u034fple.com', // an invisible joiner
    'ann@exam\ufe0fple.com',
    'ann@exam\u200dple.com',
    'ann@exam\ufeffple.com',
    'ann\u2066@example.com',
    'ann@\u2067example.com',
    'ann@example.com\u2028Bcc: bob@example.com',
    'ann@example.com%0d%0aBcc:bob@example.com',
    'ann\u0130@example.com', // in lower case it is two characters, and not an i
    'ann@example.com\u201abob@example.com', // a quotation mark that looks like a comma
    'ann\uff02@example.com',
    'ann\uff1cbob\uff1e@example.com',
    'ann@evil.com\uff20example.com',
    'ann\uff20evil.com@example.com',
    "'ann'@[IPv6:::1]",
    'ann@1.2.3',
    'ann@example.c_m',
    'ann\uff0cbob@example.com',
    'ann@xn--a.example',
    'ann@xn--.example',
    'ann@xn--abc-.example',
    'ann@xn--a-ecp.ru',
    'ann@xn--zzzzzz99999999.com',
    // Two addresses, and never a choice between them.
    '<ann@example.com>, <bob@example.com>',
    '<ann@example.com> <bob@example.com>',
    'ann@example.com <bob@example.com>',
    '"bob@example.com" <ann@example.com>',
    'Ann <ann@example.com>, bob@example.com',
    'Ann <ann@example.com',
    'mailto:ann@example.com,bob@example.com',
    'mailto:ann@example.com?bcc=bob@example.com',
    'mailto:mailto:ann@example.com',
    '<<ann@example.com>>',
    '"ann@example.com',
    'ann@example.com..x',
    // Encoded words (RFC 2047), which some relays decode: to ann@evil.com> and so on.
    '=?utf-8?q?ann=40evil.com=3e=20?=@example.com',
    '=?iso-8859-1?q?=61=3e=00?=@example.com',
    '=?utf-8?b?ywjj?=@example.com',
    'x=?utf-8?q?=61?=@example.com',
  ])('says that %j isn’t an address', (typed) => {
    expect(answerTo(typed)).toBe(
      'That doesn’t look like an email address. It should look like you@example.com.',
    )
  })

  test('254 characters can be an address, 255 can’t', () => {
    const of = (length: number) => `ann@${`${'d'.repeat(61)}.`.repeat(3)}${'d'.repeat(length - 193)}.co`
    expect([of(254).length, of(255).length]).toEqual([254, 255])
    expect(answerTo(of(254))).toBe(of(254))
    expect(answerTo(of(255))).toBe(problemOf({ reason: 'too-long' }))
  })

  test('both spellings of an international domain are one address', () => {
    for (const typed of ['ann@BÜCHER.example', 'ann@bu\u0308cher.example', 'Ann@XN--BCHER-KVA.example']) {
      expect(answerTo(typed)).toBe('ann@xn--bcher-kva.example')
    }
    // A name that only looks the same is another address.
    expect(answerTo('ann@b\u0446cher.example')).not.toBe('ann@xn--bcher-kva.example')
  })
})
