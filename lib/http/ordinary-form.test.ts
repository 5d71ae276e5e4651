import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOrdinaryForm } from './ordinary-form'

const BOUNDARY = '----WebKitFormBoundaryAbCd'
const FIREFOX = `${'-'.repeat(27)}1234567890`
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`
const field = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const END = `--${BOUNDARY}--\r\n`

const parses = (body: string, type: string) =>
  new Response(Buffer.from(body, 'latin1'), { headers: { 'Content-Type': type } }).formData().then(
    () => true,
    () => false,
  )

test.each<[string, string, string]>([
  ['a form', field('email', 'ann@example.com') + field('remember', 'yes') + END, TYPE],
  [
    'empty and long values',
    field('next', '') + field('$ACTION_1:0', `{"id":"${'a'.repeat(9000)}"}`) + END,
    TYPE,
  ],
  ['values of several lines', field('note', 'a\r\n\r\nb\r\n--\r\nc') + END, TYPE],
  ['bytes that aren’t ASCII', field('n\xc3\xa9', '\xff\x00\xe2\x80\x99') + END, TYPE],
  [
    'the boundary of Firefox',
    (field('a', 'b') + END).replaceAll(BOUNDARY, FIREFOX),
    `multipart/form-data; boundary=${FIREFOX}`,
  ],
  ['no field', END, TYPE],
])('recognizes %s, which can then be parsed', async (_, body, type) => {
  expect(isOrdinaryForm(body, type)).toBe(true)
  expect(await parses(body, type)).toBe(true)
})

test('recognizes what this platform itself sends', async () => {
  const form = new FormData()
  form.set('email', 'ann@example.com')
  form.set('“quoted”\r\n', 'à\nb')
  const sent = new Response(form)
  const type = sent.headers.get('content-type') ?? ''
  expect(isOrdinaryForm(Buffer.from(await sent.arrayBuffer()).toString('latin1'), type)).toBe(true)
})

test.each<[string, string, string?]>([
  ['nothing', ''],
  ['no form', 'nonsense'],
  ['a form cut short', field('email', 'ann@example.com')],
  ['a field without an end', `--${BOUNDARY}\r\nContent-Disposition: ${'a'.repeat(40_000)}`],
  ['a field without a name', `--${BOUNDARY}\r\n\r\nx\r\n${END}`],
  ['a name without an end', `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a\r\n\r\nx\r\n${END}`],
  ['something after the end', `${field('a', 'b')}${END}x`],
  ['something before the beginning', `x${field('a', 'b')}${END}`],
  ['a boundary inside a value', field('a', `b\r\n--${BOUNDARY}x`) + END],
  ['a second end', field('a', 'b') + END + END],
  ['a file', `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nx\r\n${END}`],
  // Undici can't parse it.
  [
    'a boundary of dashes alone',
    (field('a', 'b') + END).replaceAll(BOUNDARY, '-----'),
    'multipart/form-data; boundary=-----',
  ],
  ['no boundary', field('a', 'b') + END, 'multipart/form-data'],
  ['another boundary', field('a', 'b') + END, 'multipart/form-data; boundary=other'],
  ['a boundary in quotes', field('a', 'b') + END, `multipart/form-data; boundary="${BOUNDARY}"`],
])('leaves %s to a parser', (_, body, type = TYPE) => {
  expect(isOrdinaryForm(body, type)).toBe(false)
})

test('whatever it recognizes, among forms with random changes, can be parsed', async () => {
  const whole = field('email', 'ann@example.com') + field('remember', 'yes') + END
  const pieces = fc.constantFrom(
    '',
    '\r\n',
    '--',
    '"',
    '\r',
    '-',
    ';',
    `--${BOUNDARY}`,
    END,
    field('a', ''),
    '\0',
    '\xff',
  )
  const place = fc.nat(whole.length)
  let recognized = 0
  await fc.assert(
    fc.asyncProperty(place, pieces, fc.nat(4), async (at, piece, removed) => {
      const body = whole.slice(0, at) + piece + whole.slice(at + removed)
      if (!isOrdinaryForm(body, TYPE)) return
      recognized += 1
      expect(await parses(body, TYPE)).toBe(true)
    }),
    { numRuns: 3000 },
  )
  expect(recognized).toBeGreaterThan(100)
})
