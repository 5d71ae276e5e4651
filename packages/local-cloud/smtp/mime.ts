import type { Email } from '../mailbox/email'

type Headers = { name: string; value: string }[]
export type Content = Pick<Email, 'from' | 'to' | 'subject' | 'html' | 'text' | 'headers' | 'replyTo'>

/**
 * An email as SMTP carries it (RFC 5322 and 2045), as far as the mailbox shows it: the sender, the
 * subject, the other headers, and the first part of each kind. Attachments are dropped.
 * @param to the recipients of the envelope
 */
export function parseMime(email: string, to: string[]): Content {
  const { headers, body } = split(email)
  const parts = partsOf(headers, body)
  const shown = headers.filter(
    ({ name }) => !/^(from|to|subject|reply-to|mime-version|content-.*)$/i.test(name),
  )
  const replyTo = header(headers, 'reply-to')
  return {
    from: decodeWords(header(headers, 'from')),
    to,
    subject: decodeWords(header(headers, 'subject')),
    html: parts.find(({ type }) => type === 'text/html')?.text,
    text: parts.find(({ type }) => type === 'text/plain')?.text,
    headers: Object.fromEntries(shown.map(({ name, value }) => [name, decodeWords(value)])),
    ...(replyTo && { replyTo: [decodeWords(replyTo)] }),
  }
}

/** The headers, each on one line, and what follows the first empty line. */
function split(email: string): { headers: Headers; body: string } {
  const end = email.indexOf('\r\n\r\n')
  const head = end === -1 ? email : email.slice(0, end)
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = lines.map((line) => {
    const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/.exec(line) ?? []
    return { name, value }
  })
  return { headers: headers.filter(({ name }) => name), body: end === -1 ? '' : email.slice(end + 4) }
}

function partsOf(headers: Headers, body: string): { type: string; text: string }[] {
  const type = header(headers, 'content-type') || 'text/plain'
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? []
  const boundary = quoted ?? bare
  if (boundary) {
    // Between the first and the last one.
    const inside = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1)
    return inside
      .map((part) => split(part.replace(/^[^\r]*\r\n/, '')))
      .flatMap((p) => partsOf(p.headers, p.body))
  }
  const bytes = decode(body, header(headers, 'content-transfer-encoding').toLowerCase())
  const text = bytes.toString('utf8').replace(/\r\n/g, '\n')
  return [{ type: (type.split(';')[0] ?? '').trim().toLowerCase(), text }]
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding === 'quoted-printable') return unquote(body.replace(/=[ \t]*\r\n/g, ''))
  return Buffer.from(body, 'latin1')
}

const unquote = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** The words of RFC 2047: =?UTF-8?Q?…?= and =?UTF-8?B?…?=. A space between two isn't one. */
const decodeWords = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind, text) =>
      (/q/i.test(kind) ? unquote(text.replaceAll('_', ' ')) : Buffer.from(text, 'base64')).toString('utf8'),
    )

const header = (headers: Headers, wanted: string) =>
  headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
