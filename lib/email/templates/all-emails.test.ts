import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { copyIn, LANGUAGES } from '@/lib/copy'
import { renderEmail } from '@/lib/email/render'
import { SAMPLE_ORIGIN, sampleEmails } from '@/scripts/emails/samples'
import { light } from './colors'

const emails = await Promise.all(
  LANGUAGES.flatMap((language) =>
    sampleEmails({}, language).map((email) => ({ ...email, language, t: copyIn(language).language })),
  ).map(async (email) => ({ ...email, markup: await renderEmail(email.html) })),
)

const NASTY = '<b>x</b>"&'
const nasty = { code: NASTY, device: NASTY, newAddress: NASTY, place: NASTY, query: NASTY }

// Two of them are of one kind.
test('the samples are all the emails there are', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => /\.tsx$/.test(file) && !/^(layout|parts|warning)/.test(file),
  )
  expect([...new Set(emails.map(({ kind }) => `${kind}.tsx`))].sort()).toEqual(files.sort())
})

describe.each(emails)('the $kind email ($language)', ({ kind, subject, text, markup, language, t }) => {
  test('links only to us', () => {
    for (const link of linksIn(markup)) expect(new URL(link).origin).toBe(SAMPLE_ORIGIN)
    for (const link of text.match(/\w+:\/\/\S+/g) ?? []) expect(new URL(link).origin).toBe(SAMPLE_ORIGIN)
  })

  test('shows each of its links in full, in both parts', () => {
    for (const link of linksIn(markup)) {
      expect(words(markup)).toContain(link)
      expect(text.split('\n')).toContain(link)
    }
  })

  test('loads nothing and runs nothing: no images, styles, scripts or frames from elsewhere', () => {
    expect(markup).not.toMatch(/<(img|link|script|iframe|object|embed|video|audio|svg|form|base)\b/i)
    expect(markup).not.toMatch(/\b(src|srcset|background|poster|on\w+)=|url\(|@import|javascript:/i)
  })

  test('has a language, a title, a line for the inbox, a heading, and colors for dark mode', () => {
    expect(markup).toContain(`<html lang="${language}" dir="${t.direction}">`)
    expect(decode(markup.match(/<title>(.*?)<\/title>/)?.[1] ?? '')).toBe(subject)
    const preview = decode(previewIn(markup).match(/>([^<]+)</)?.[1] ?? '')
    expect(preview.length).toBeGreaterThan(8)
    expect(preview.length).toBeLessThan(100)
    expect(text).not.toContain(preview)
    expect(markup.match(/<h1\b/g)).toHaveLength(1)
    expect(markup).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(markup).toContain('@media (prefers-color-scheme: dark)')
  })

  test('says the same in HTML as in text, in the same order', () => {
    let rest = words(markup)
    // French has spaces of its own.
    const lines = text.replace(/[\u202f\u00a0]/g, ' ').split('\n')
    for (const line of lines.filter((line) => line && !/^https?:/.test(line))) {
      expect(rest).toContain(line)
      rest = rest.slice(rest.indexOf(line) + line.length)
    }
  })

  test('has a text part without markup that ends in one line break', () => {
    expect(text).not.toMatch(/<[^>]*>|&\w+;|undefined|\[object|\r/)
    expect(text).toMatch(/[^\s]\n$/)
  })

  test('is small', () => {
    expect(Buffer.byteLength(markup)).toBeLessThan(30_000)
  })

  test('has a short subject, without the code', () => {
    expect(subject.length).toBeLessThan(60)
    expect(subject).not.toMatch(/\d/)
  })

  test('attack: nothing that someone else wrote becomes markup', async () => {
    const email = sampleEmails(nasty, language).find((email) => email.subject === subject)
    const markup = email && (await renderEmail(email.html))
    expect(markup).not.toMatch(/<b>|x<\/b>|"&(?!\w+;)/)
    // The premise: it's in there.
    if (kind !== 'no-account') expect(markup).toContain('b&gt;x&lt;/b&gt;&quot;&amp;')
  })

  test('attack: nothing that someone else wrote reaches the subject, or starts a line', () => {
    const value = 'x\r\nBcc: all@example.com\n\nhttps://evil.example/'
    const email = sampleEmails({ device: value, newAddress: value, place: value }, language).find(
      (email) => email.subject === subject,
    )
    expect(email?.subject).toBe(subject)
    expect(email?.text).not.toMatch(/^(Bcc|https:\/\/evil)/m)
    expect(email?.text.split('\n')).toHaveLength(text.split('\n').length)
  })
})

test('the button has the colors measured in brand.test.ts, and room for a thumb', () => {
  for (const { markup } of emails) {
    for (const [, style = ''] of markup.matchAll(/<a class="button"[^>]* style="([^"]*)"/g)) {
      expect(style).toContain(`background-color:${light.accent};color:${light.onAccent}`)
      const [line, above, below] = ['line-height', 'padding-top', 'padding-bottom'].map((name) =>
        Number(style.match(new RegExp(`${name}:(\\d+)px`))?.[1]),
      )
      expect((line ?? 0) + (above ?? 0) + (below ?? 0)).toBeGreaterThanOrEqual(44)
    }
  }
  expect(emails.filter(({ markup }) => markup.includes('<a class="button"'))).toHaveLength(
    5 * LANGUAGES.length,
  )
})

const linksIn = (markup: string) =>
  [...markup.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => decode(link))

const previewIn = (markup: string) => markup.match(/<div class="preview".*?<\/div><\/div>/s)?.[0] ?? ''

/** What a person reads of an email, with one space for each gap. */
const words = (markup: string) =>
  decode(
    markup
      .replace(/<head>.*<\/head>/s, '')
      .replace(previewIn(markup), '')
      .replace(/<!--.*?-->/gs, '')
      .replace(/<\/?(span|a|wbr)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim()

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#x27': "'" }
const decode = (text: string) => text.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity)
