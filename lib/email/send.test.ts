import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startResend } from 'local-cloud'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SEND_DEADLINE } from '@/lib/auth/attempt'
import { en } from '@/lib/copy/dictionaries/en'
import { randomId } from '@/lib/platform/secrets'
import { noAccountEmail } from './templates/no-account'

type Step = (request: IncomingMessage, response: ServerResponse) => void

const accept: Step = (_, response) => response.end('{"id":"accepted"}')
const fail =
  (status: number, headers: Record<string, string> = {}, name = 'x'): Step =>
  (_, response) =>
    response.writeHead(status, headers).end(JSON.stringify({ statusCode: status, name, message: 'x' }))
const reset: Step = (request) => request.socket.destroy()
const nonsense: Step = (_, response) => response.end('<html>')

/**
 * An email service that answers each call with the next step, and the real sender, pointed at it.
 */
async function service(...steps: Step[]) {
  const keys: (string | undefined)[] = []
  const bodies: unknown[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    keys.push(request.headers['idempotency-key']?.toString())
    bodies.push(JSON.parse(body))
    const step = steps[keys.length - 1] ?? accept
    step(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  vi.resetModules()
  vi.stubEnv('RESEND_BASE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const { sendEmail } = await import('./send')
  const { signInEmail } = await import('./templates/sign-in')
  const email = signInEmail(en, {
    url: 'http://localhost:3000/magic-link/x',
    code: '123456',
    minutes: { link: 10, code: 10 },
    device: 'x',
    network: '',
  })
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  const send = (id = randomId(), isAwaited = false) =>
    sendEmail(email, { to: 'ann@example.com', id, isAwaited })
  return { send, keys, bodies }
}

/** Milliseconds of each pause between tries, which pass at once. Other timers keep their time. */
const pauses: number[] = []
beforeEach(() => {
  pauses.splice(0)
  const { setTimeout } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, milliseconds: number) => {
    if (![200, 600, 1000].includes(milliseconds)) return setTimeout(run, milliseconds)
    pauses.push(milliseconds)
    return setTimeout(run, 0)
  }) as typeof setTimeout)
})

let stop = () => {}
afterEach(() => {
  stop()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('sendEmail', () => {
  test('sends one email to one person, marked as sent by a machine', async () => {
    const { send, keys, bodies } = await service(accept)
    expect(await send('the-id')).toEqual({ ok: true })
    expect(keys).toEqual(['sign-in/the-id'])
    expect(bodies[0]).toMatchObject({
      from: 'Magic Link <sign-in@example.com>',
      to: ['ann@example.com'],
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': 'the-id' },
      tags: [
        { name: 'app', value: 'localhost-3000' },
        { name: 'kind', value: 'sign-in' },
      ],
    })
  })

  test.each<[string, Step, number]>([
    ['500', fail(500), 200],
    ['a reset connection', reset, 200],
    ['a response that isn’t JSON', nonsense, 200],
    ['409, while a try is still under way', fail(409, {}, 'concurrent_idempotent_requests'), 200],
  ])('tries again after %s, under the same idempotency key', async (_, step, pause) => {
    const { send, keys } = await service(step, accept)
    expect(await send('the-id')).toEqual({ ok: true })
    expect(keys).toEqual(['sign-in/the-id', 'sign-in/the-id'])
    expect(pauses).toEqual([pause])
  })

  test.each([400, 401, 403, 422])('doesn’t try again after %i', async (status) => {
    const { send, keys } = await service(fail(status))
    expect(await send()).toEqual({ ok: false })
    expect(keys).toHaveLength(1)
  })

  test('gives up after three tries', async () => {
    const { send, keys } = await service(fail(503), fail(503), fail(503))
    expect(await send()).toEqual({ ok: false })
    expect(keys).toHaveLength(3)
    expect(pauses).toEqual([200, 600])
  })

  test.each([
    ['60', false],
    ['5', true],
  ])('says at once that a Retry-After of %s is too long to wait', async (after, isAwaited) => {
    const { send, keys } = await service(fail(429, { 'Retry-After': after }))
    const begun = Date.now()
    expect(await send(randomId(), isAwaited)).toEqual({ ok: false })
    expect(keys).toHaveLength(1)
    // The same for the next, without a call.
    expect(await send(randomId(), isAwaited)).toEqual({ ok: false })
    expect(keys).toHaveLength(1)
    expect(Date.now() - begun).toBeLessThan(1000)
  })

  test('honors a short Retry-After, for all emails and any number of times', async () => {
    const busy = fail(429, { 'Retry-After': '1' })
    const { send, keys } = await service(busy, busy)
    const begun = Date.now()
    const first = send('first')
    await vi.waitUntil(() => keys.length === 1)
    const second = send('second')
    expect(await Promise.all([first, second])).toEqual([{ ok: true }, { ok: true }])
    expect(keys).toEqual(['first', 'first', 'second', 'first'].map((id) => `sign-in/${id}`))
    expect(Date.now() - begun).toBeGreaterThan(1950)
  })

  test.each(['daily_quota_exceeded', 'monthly_quota_exceeded'])('doesn’t wait for a %s', async (name) => {
    const { send, keys } = await service(fail(429, { 'Retry-After': '1' }, name))
    expect(await send()).toEqual({ ok: false })
    expect(keys).toHaveLength(1)
    expect(await send()).toEqual({ ok: true })
  })

  test('sets Reply-To if MAIL_REPLY_TO is set', async () => {
    vi.stubEnv('MAIL_REPLY_TO', 'help@example.com')
    const { send, bodies } = await service(accept)
    await send()
    expect(bodies[0]).toMatchObject({ reply_to: 'help@example.com' })
  })

  test('gives up on a hanging service at its deadline', async () => {
    const hang: Step = () => {}
    const { send, keys } = await service(hang, hang, hang)
    const begun = Date.now()
    expect(await send()).toEqual({ ok: false })
    expect(keys).toHaveLength(2)
    const took = Date.now() - begun
    expect(took).toBeGreaterThan(3500)
    expect(took).toBeLessThan(4500)
  })

  test('keeps no timer after the answer, which would keep the email in memory', async () => {
    const { send } = await service(accept)
    const [set, clear] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')]
    await send()
    const made = set.mock.results.filter((_, i) => set.mock.calls[i]?.[1] === 1800)
    expect(made).toHaveLength(1)
    expect(clear).toHaveBeenCalledWith(made[0]?.value)
  })
})

describe('30 emails at once, where the provider takes five a second', () => {
  test.each([1, 2])(
    'all are sent, once and within the time that a visitor waits: %i instances',
    async (count) => {
      const emails: string[] = []
      const provider = await startResend({
        port: 0,
        perSecond: 5,
        onEmail: ({ to }) => emails.push(to[0] ?? ''),
      })
      stop = () => void provider.close()
      vi.restoreAllMocks()
      vi.stubEnv('RESEND_BASE_URL', provider.url)
      const instances: { sendEmail: typeof import('./send')['sendEmail'] }[] = []
      for (let i = 0; i < count; i++) {
        vi.resetModules()
        instances.push(await import('./send'))
      }
      const to = Array.from({ length: 30 }, () => `${randomId()}@example.com`.toLowerCase())
      const begun = Date.now()
      const sent = await Promise.all(
        to.map((to, i) => instances[i % count]?.sendEmail(noAccountEmail(en), { to, id: randomId() })),
      )
      expect(sent).toEqual(to.map(() => ({ ok: true })))
      expect(emails.sort()).toEqual(to.sort())
      expect(Date.now() - begun).toBeLessThan(SEND_DEADLINE)
    },
  )
})
