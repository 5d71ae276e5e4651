import { type CreateEmailOptions, Resend } from 'resend'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LocalServer } from './http'
import { type Email, startResend } from './index'

const EMAIL = {
  from: 'An App <hello@app.example>',
  to: 'visitor@example.com',
  subject: 'Sign in',
  html: '<p>Hello</p>',
  text: 'Hello',
}
const delivered: Email[] = []
let server: LocalServer
let resend: Resend

beforeAll(async () => {
  server = await startResend({ port: 0, onEmail: (email) => delivered.push(email) })
  resend = new Resend('re_local', { baseUrl: server.url })
})
afterEach(() => void delivered.splice(0))
afterAll(() => server.close())

describe('sending with the SDK', () => {
  it('delivers an email with all that was set on it, and reports it once', async () => {
    const { data, error } = await resend.emails.send({
      ...EMAIL,
      to: ['visitor@example.com', 'Second <second@example.com>'],
      replyTo: 'help@app.example',
      headers: { 'Auto-Submitted': 'auto-generated' },
      tags: [{ name: 'kind', value: 'sign-in' }],
    })
    expect(error).toBeNull()
    expect(delivered).toEqual([
      {
        ...EMAIL,
        id: data?.id,
        to: ['visitor@example.com', 'Second <second@example.com>'],
        replyTo: ['help@app.example'],
        headers: { 'Auto-Submitted': 'auto-generated' },
        tags: [{ name: 'kind', value: 'sign-in' }],
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        answer: 'accepted',
        events: [],
      },
    ])
  })

  it.each([
    ['from', { from: '' }, 'missing_required_field'],
    ['to', { to: '' }, 'missing_required_field'],
    ['subject', { subject: undefined }, 'missing_required_field'],
    ['from', { from: 'no address' }, 'validation_error'],
    ['to', { to: 'Visitor <visitor@>' }, 'validation_error'],
    ['to', { to: [] }, 'validation_error'],
    ['to', { to: Array.from({ length: 51 }, (_, i) => `v${i}@example.com`) }, 'validation_error'],
    ['reply_to', { replyTo: 'no address' }, 'validation_error'],
    ['html', { html: undefined, text: undefined }, 'validation_error'],
    ['tags', { tags: [{ name: 'kind of', value: 'x' }] }, 'validation_error'],
    ['header', { headers: { 'X-A': 'x\r\nBcc: thief@example.com' } }, 'validation_error'],
  ])('refuses a wrong `%s` with 422 (%j)', async (field, change, name) => {
    const { data, error } = await resend.emails.send({ ...EMAIL, ...change } as CreateEmailOptions)
    expect(data).toBeNull()
    expect(error).toMatchObject({ statusCode: 422, name })
    expect(error?.message.toLowerCase()).toContain(field)
    expect(delivered).toEqual([])
  })
})

describe('idempotency keys', () => {
  it('answers the same email sent again with the same id, and delivers it once', async () => {
    const sends = Array.from({ length: 10 }, () => resend.emails.send(EMAIL, { idempotencyKey: 'once' }))
    const ids = new Set((await Promise.all(sends)).map(({ data }) => data?.id))
    expect(ids.size).toBe(1)
    expect(delivered.map(({ id }) => id)).toEqual([...ids])
  })

  it('refuses another email under the same key', async () => {
    await resend.emails.send(EMAIL, { idempotencyKey: 'taken' })
    const { error } = await resend.emails.send({ ...EMAIL, text: 'Other' }, { idempotencyKey: 'taken' })
    expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    expect(delivered).toHaveLength(1)
  })

  it('does not remember an email that was refused', async () => {
    await resend.emails.send({ ...EMAIL, to: 'no address' }, { idempotencyKey: 'corrected' })
    const { error } = await resend.emails.send(EMAIL, { idempotencyKey: 'corrected' })
    expect(error).toBeNull()
  })

  it('refuses a key of more than 256 characters', async () => {
    const { error } = await resend.emails.send(EMAIL, { idempotencyKey: 'k'.repeat(257) })
    expect(error).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' })
  })
})

it('refuses calls past so many in a second, and says when to come back', async () => {
  const busy = await startResend({ port: 0, perSecond: 5 })
  const client = new Resend('re_local', { baseUrl: busy.url })
  const answers = await Promise.all(Array.from({ length: 12 }, () => client.emails.send(EMAIL)))
  const refused = answers.filter(({ error }) => error)
  // They may have come in two seconds.
  expect(refused.length).toBeGreaterThanOrEqual(2)
  for (const { error, headers } of refused) {
    expect(error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    expect(headers).toMatchObject({ 'retry-after': '1', 'ratelimit-limit': '5' })
  }
  await busy.close()
})

describe('API keys and paths', () => {
  it('answers 401 without a key and 403 to one that Resend would not have made', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/emails`, { method: 'POST', headers, body: JSON.stringify(EMAIL) })
    const missing = await post({})
    expect(missing.status).toBe(401)
    expect(await missing.json()).toMatchObject({ statusCode: 401, name: 'missing_api_key' })
    const wrong = await new Resend('sk_wrong', { baseUrl: server.url }).emails.send(EMAIL)
    expect(wrong.error).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
    expect(delivered).toEqual([])
  })

  it('answers 400 to a body that is not JSON, 405 and 404 to what it does not do', async () => {
    const call = async (method: string, path: string, body?: string) =>
      (await fetch(server.url + path, { method, body, headers: { Authorization: 'Bearer re_x' } })).status
    expect(await call('POST', '/emails', '{')).toBe(400)
    expect(await call('PATCH', '/emails', '{}')).toBe(405)
    expect(await call('POST', '/domains', '{}')).toBe(404)
  })

  it('lists example.com as a verified domain, to a key', async () => {
    const { data } = await resend.domains.list()
    expect(data?.data).toMatchObject([{ name: 'example.com', status: 'verified' }])
    expect((await fetch(`${server.url}/domains`)).status).toBe(401)
  })

  it('rejects with EADDRINUSE when the port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(startResend({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
