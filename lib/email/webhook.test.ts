import { createHmac, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { deliveryOf } from './delivery'
import { isSuppressed } from './suppression'

const secret = randomBytes(24)

/** A message signed as Resend (Svix) signs: over id, time and body. */
function signed(
  news: unknown,
  {
    id = `msg_${randomId()}`,
    at = Date.now(),
    key = secret,
  }: { id?: string; at?: number; key?: Buffer } = {},
) {
  const body = JSON.stringify(news)
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = new Headers({
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${signature}`,
  })
  return { body, headers }
}

const newsOf = (type: string, about: { id?: string; to?: string; bounce?: { type: string } } = {}) => ({
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
  ])('writes down %s', async (type, state) => {
    const id = randomId()
    expect(await receive(signed(newsOf(type, { id })))).toBe('processed')
    expect(await deliveryOf(id)).toBe(state)
  })

  test('a bounce for good blocks the address, a passing one does not', async () => {
    const [gone, full] = [
      `gone-${randomId()}@example.com`.toLowerCase(),
      `full-${randomId()}@example.com`.toLowerCase(),
    ]
    const id = randomId()
    await receive(signed(newsOf('bounced', { id, to: gone, bounce: { type: 'Permanent' } })))
    await receive(signed(newsOf('bounced', { to: full, bounce: { type: 'Transient' } })))
    expect(await deliveryOf(id)).toBe('bounced')
    expect([await isSuppressed(gone), await isSuppressed(full)]).toEqual([true, false])
  })

  test('a complaint blocks the address, and is told again without harm', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    await receive(signed(newsOf('complained', { to })))
    await receive(signed(newsOf('complained', { to })))
    expect(await isSuppressed(to)).toBe(true)
  })

  test('news in any order: what came later in truth stays', async () => {
    const id = randomId()
    await receive(signed(newsOf('delivered', { id })))
    await receive(signed(newsOf('delivery_delayed', { id })))
    expect(await deliveryOf(id)).toBe('delivered')
  })

  test('signed news of other things is of no interest', async () => {
    expect(await receive(signed(newsOf('opened')))).toBe('ignored')
    expect(await receive(signed('garbage'))).toBe('ignored')
  })

  test('attack: forged, altered and unsigned news changes nothing', async () => {
    const id = randomId()
    const good = signed(newsOf('delivered', { id }))
    // The premise: it would be taken.
    const forgeries = [
      signed(newsOf('delivered', { id }), { key: randomBytes(24) }),
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

  test('attack: a message sent again is refused, and so is one that is older than five minutes', async () => {
    const id = randomId()
    const once = signed(newsOf('delivered', { id }))
    expect(await receive(once)).toBe('processed')
    expect(await receive(once)).toBe('replayed')
    for (const at of [Date.now() - minutes(5) - seconds(2), Date.now() + minutes(5) + seconds(2)]) {
      expect(await receive(signed(newsOf('complained', { id }), { at }))).toBe('bad-signature')
    }
    expect(await deliveryOf(id)).toBe('delivered')
  })

  test('without a secret there is nothing to trust', async () => {
    vi.stubEnv('RESEND_WEBHOOK_SECRET', '')
    expect(await receive(signed(newsOf('delivered')))).toBe('not-configured')
  })
})

describe('sendEmail', () => {
  test('sends nothing to a blocked address, and does not say so', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    await receive(signed(newsOf('complained', { to })))
    const { sendEmail } = await import('./send')
    const { noAccountEmail } = await import('./templates/no-account')
    expect(await sendEmail(noAccountEmail(), { to, id: randomId() })).toEqual({
      ok: true,
      // As Resend names them, so that the cookie which holds it looks the same.
      messageId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    })
    const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(to)}`)
    expect(await list.json()).toMatchObject({ emails: [] })
  })
})
