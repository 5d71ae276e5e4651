import { createHmac, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { deliveryOf } from './delivery'
import { isSuppressed } from './suppression'

const secret = randomBytes(24)

/** A message signed the way Resend (Svix) does it: over id, time and body. */
function signed(
  event: unknown,
  {
    id = `msg_${randomId()}`,
    at = Date.now(),
    key = secret,
  }: { id?: string; at?: number; key?: Buffer } = {},
) {
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = new Headers({
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${signature}`,
  })
  return { body, headers }
}

const eventOf = (type: string, about: { id?: string; to?: string; bounce?: { type: string } } = {}) => ({
  type: `email.${type}`,
  created_at: new Date().toISOString(),
  data: { email_id: about.id ?? randomId(), to: [about.to ?? 'ann@example.com'], bounce: about.bounce },
})

async function receive({ body, headers }: { body: string; headers: Headers }) {
  const { receiveWebhook } = await import('./webhook')
  return receiveWebhook(body, headers)
}

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('RESEND_WEBHOOK_SECRET', `whsec_${secret.toString('base64')}`)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe('receiveWebhook', () => {
  test.each([
    ['delivered', 'delivered'],
    ['delivery_delayed', 'delayed'],
    ['suppressed', 'bounced'],
  ])('records %s', async (type, state) => {
    const id = randomId()
    expect(await receive(signed(eventOf(type, { id })))).toBe('processed')
    expect(await deliveryOf(id)).toBe(state)
  })

  test('a permanent bounce suppresses the address, a temporary one doesn’t', async () => {
    const [gone, full] = [
      `gone-${randomId()}@example.com`.toLowerCase(),
      `full-${randomId()}@example.com`.toLowerCase(),
    ]
    const id = randomId()
    await receive(signed(eventOf('bounced', { id, to: gone, bounce: { type: 'Permanent' } })))
    await receive(signed(eventOf('bounced', { to: full, bounce: { type: 'Transient' } })))
    expect(await deliveryOf(id)).toBe('bounced')
    expect([await isSuppressed(gone), await isSuppressed(full)]).toEqual([true, false])
  })

  test('a complaint suppresses the address, and may arrive twice', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    await receive(signed(eventOf('complained', { to })))
    await receive(signed(eventOf('complained', { to })))
    expect(await isSuppressed(to)).toBe(true)
  })

  test('if events arrive out of order, the more final state stays', async () => {
    const id = randomId()
    await receive(signed(eventOf('delivered', { id })))
    await receive(signed(eventOf('delivery_delayed', { id })))
    expect(await deliveryOf(id)).toBe('delivered')
  })

  test('ignores signed events of other types', async () => {
    expect(await receive(signed(eventOf('opened')))).toBe('ignored')
    expect(await receive(signed('garbage'))).toBe('ignored')
  })

  test('attack: forged, altered and unsigned events change nothing', async () => {
    const id = randomId()
    const good = signed(eventOf('delivered', { id }))
    // The premise, at the end: the original would be processed.
    const forgeries = [
      signed(eventOf('delivered', { id }), { key: randomBytes(24) }),
      { ...good, body: good.body.replace('delivered', 'complained') },
      { ...good, headers: new Headers() },
      { ...good, headers: new Headers({ ...Object.fromEntries(good.headers), 'svix-id': 'msg_other' }) },
      { ...good, headers: new Headers({ ...Object.fromEntries(good.headers), 'svix-signature': 'v1,' }) },
      { ...good, headers: new Headers({ ...Object.fromEntries(good.headers), 'svix-timestamp': 'now' }) },
    ]
    for (const forgery of forgeries) expect(await receive(forgery)).toBe('bad-signature')
    expect(await deliveryOf(id)).toBeUndefined()
    expect(await receive(good)).toBe('processed')
  })

  test('attack: a replayed event is refused, and so is one that is more than five minutes off', async () => {
    const id = randomId()
    const once = signed(eventOf('delivered', { id }))
    expect(await receive(once)).toBe('processed')
    expect(await receive(once)).toBe('replayed')
    for (const at of [Date.now() - minutes(5) - seconds(2), Date.now() + minutes(5) + seconds(2)]) {
      expect(await receive(signed(eventOf('complained', { id }), { at }))).toBe('bad-signature')
    }
    expect(await deliveryOf(id)).toBe('delivered')
  })

  test('trusts nothing without a secret', async () => {
    vi.stubEnv('RESEND_WEBHOOK_SECRET', '')
    expect(await receive(signed(eventOf('delivered')))).toBe('not-configured')
  })
})

describe('sendEmail', () => {
  test('sends nothing to a suppressed address, and doesn’t say so', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    await receive(signed(eventOf('complained', { to })))
    const { sendEmail } = await import('./send')
    const { noAccountEmail } = await import('./templates/no-account')
    expect(await sendEmail(noAccountEmail(), { to, id: randomId() })).toEqual({
      ok: true,
      // Like Resend's ids, so that the cookie with it looks the same.
      messageId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    })
    const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(to)}`)
    expect(await list.json()).toMatchObject({ emails: [] })
  })
})
