import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { en } from '@/lib/copy/dictionaries/en'
import { randomId } from '@/lib/platform/secrets'
import { parseEmailAddress } from './address'
import { sendEmail } from './send'
import { noAccountEmail } from './templates/no-account'

const NASTY = [
  ...[
    '@',
    '＠',
    '﹫',
    '.',
    '．',
    '。',
    ',',
    '，',
    ';',
    ':',
    '"',
    '＂',
    "'",
    '<',
    '>',
    '＜',
    '(',
    ')',
    '[',
    ']',
    '\\',
  ],
  ...[
    '\r\n',
    '\n',
    '\t',
    ' ',
    '\u00a0',
    '\u3000',
    '\0',
    '\u007f',
    '\u0085',
    '\u2028',
    '%0d%0a',
    '%00',
    '%',
    '!',
  ],
  ...[
    '\u200b',
    '\u200d',
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\ufe0f',
    '\ud800',
    '\u{e0001}',
  ],
  ...['ı', 'İ', '\u212a', 'ſ', 'ß', 'ẞ', 'а', 'ς', '℀', '\ufdfa', '①', 'ﬁ', '\u0308', '\u3164'],
  ...['mailto:', 'Ann <', '>,', '“', '”', '‘', '=?utf-8?q?=61?='],
  ...['Bcc: bob@evil.example', 'xn--', 'xn--bcher-kva', '-', '/', '?', '#', '..'],
]

const typed = fc.oneof(
  fc.emailAddress(),
  // An address with one or two nasty parts somewhere in it.
  fc
    .tuple(
      fc.emailAddress(),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...NASTY)), { minLength: 1, maxLength: 2 }),
    )
    .map(([address, nasty]) =>
      nasty.reduce((text, [at, each]) => {
        const i = at % (text.length + 1)
        return text.slice(0, i) + each + text.slice(i)
      }, address),
    ),
  fc
    .array(fc.oneof(fc.constantFrom('ann', 'example.com', 'EXAMPLE', 'bücher'), fc.constantFrom(...NASTY)), {
      maxLength: 9,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

const RUNS = { numRuns: 3000 }

// Thousands of cases, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

describe('parseEmailAddress, whatever is typed', () => {
  test('never throws, whatever is sent instead of text', () => {
    fc.assert(
      fc.property(fc.anything(), (sent) => {
        if (typeof sent !== 'string')
          expect(parseEmailAddress(sent)).toEqual({ ok: false, reason: 'missing' })
      }),
    )
  })

  test('returns one ASCII address of at most 254 characters that no header, list or shell can misread', () => {
    let accepted = 0
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseEmailAddress(text)
        if (!parsed.ok) return
        accepted++
        expect(parsed.address).toMatch(/^[!-~]{3,254}$/)
        expect(parsed.address.split('@')).toHaveLength(2)
        expect(parsed.address).not.toMatch(/[\s,;:"<>()[\]\\%!`|]|\.\.|=\?|[A-Z]/)
      }),
      RUNS,
    )
    expect(accepted).toBeGreaterThan(50)
  })

  test('returns its own results unchanged', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseEmailAddress(text)
        if (parsed.ok) expect(parseEmailAddress(parsed.address)).toEqual(parsed)
      }),
      RUNS,
    )
  })

  test('returns no other mailbox than the one that was typed', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseEmailAddress(text)
        if (!parsed.ok) return
        const read = text.normalize('NFKC').toLowerCase()
        const at = parsed.address.indexOf('@')
        const [localPart, domain] = [parsed.address.slice(0, at), parsed.address.slice(at + 1)]
        const [before = '', after = '', ...others] = read.split('@')
        // There was one address. Its local part is whole, and begins after something that is no
        // part of it.
        expect(others).toEqual([])
        expect(before.endsWith(localPart)).toBe(true)
        expect(before.slice(0, before.length - localPart.length)).toMatch(
          /^$|(<|mailto:|["'“‘«]|\p{Cf}|\p{DI}|\s)$/u,
        )
        // Nothing is left out of the domain but what stood after it.
        const typedDomain = after.replace(/[\s\p{Cf}\p{DI},;.>"'”’»]+$/u, '')
        expect(domainToASCII(typedDomain)).toBe(domain)
        if (/^[\0-\x7f]*$/.test(typedDomain)) expect(domain).toBe(typedDomain)
        // If these were dropped, two names that differ to a machine would become one.
        expect(typedDomain).not.toMatch(/\p{Cf}|\p{Cc}|\p{DI}/u)
      }),
      RUNS,
    )
  })
})

describe('sendEmail, whatever address was accepted', () => {
  test('emails only that address', async () => {
    const address = typed
      .map(parseEmailAddress)
      .filter((parsed) => parsed.ok)
      .map((parsed) => parsed.address)
      // The first word of an address can make the local provider misbehave: see
      // packages/local-cloud/resend/behavior.ts.
      .filter((address) => address.length < 250 && address.indexOf('@') < 60)
      .map((address) => `to-${address}`)
    await fc.assert(
      fc.asyncProperty(address, async (to) => {
        const id = randomId()
        expect(await sendEmail(noAccountEmail(en), { to, id })).toMatchObject({ ok: true })
        const found = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(to)}`)
        const { emails } = (await found.json()) as {
          emails: { to: string[]; headers: Record<string, string> }[]
        }
        const mine = emails.filter(({ headers }) => headers['X-Entity-Ref-ID'] === id)
        expect(mine.map((email) => email.to)).toEqual([[to]])
      }),
      { numRuns: 40 },
    )
  })
})
