import { createHmac, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { appTag } from './send'
import { isSuppressed } from './suppression'
import type { DeliveryState } from './webhook'

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

/** An event about the email of an attempt, unless `id` is left out. */
type About = { id?: string; to?: string; bounce?: { type: string }; at?: number }
const eventOf = (type: string, about: About = {}) => ({
  type: `email.${type}`,
  created_at: new Date(about.at ?? Date.now()).toISOString(),
  data: {
    email_id: randomId(),
    to: [about.to ?? 'ann@example.com'],
    bounce: about.bounce,
    tags: { app: appTag(), kind: 'sign-in', ...(about.id && { attempt: about.id }) },
  },
})

let noted: [string, DeliveryState][] = []
const deliveriesOf = (id: string) => noted.filter(([attempt]) => attempt === id).map(([, state]) => state)

async function receive({ body, headers }: { body: string; headers: Headers }) {
  const { receiveWebhook } = await import('./webhook')
  return receiveWebhook(body, headers, async (...delivery) => {
    noted.push(delivery)
  })
}

beforeEach(() => {
  noted = []
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
    ['failed', 'failed'],
  ])('records %s', async (type, state) => {
    const id = randomId()
    expect(await receive(signed(eventOf(type, { id })))).toBe('processed')
    expect(deliveriesOf(id)).toEqual([state])
  })

  test('a permanent bounce suppresses the address, a temporary one doesn’t', async () => {
    const [gone, full] = [
      `gone-${randomId()}@example.com`.toLowerCase(),
      `full-${randomId()}@example.com`.toLowerCase(),
    ]
    const id = randomId()
    await receive(signed(eventOf('bounced', { id, to: gone, bounce: { type: 'Permanent' } })))
    await receive(signed(eventOf('bounced', { to: full, bounce: { type: 'Transient' } })))
    expect(deliveriesOf(id)).toEqual(['bounced'])
    expect([await isSuppressed(gone), await isSuppressed(full)]).toEqual([true, false])
  })

  test('what Resend itself suppressed counts as a bounce', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    await receive(signed(eventOf('suppressed', { to })))
    expect(await isSuppressed(to)).toBe(true)
  })

  test('attack: of an address with an account, a bounce whose event comes again counts as one', async () => {
    const email = `${randomId()}@example.com`.toLowerCase()
    await db().user.create({ data: { id: randomId(), email, createdAt: new Date() } })
    const [first, second] = [1, 2].map((n) =>
      eventOf('bounced', { to: email, bounce: { type: 'Permanent' }, at: Date.now() - seconds(n) }),
    )
    // As if Redis had been down after each.
    for (const _ of [1, 2]) expect(await receive(signed(first))).toBe('processed')
    expect(await isSuppressed(email)).toBe(false)
    expect(await receive(signed(second))).toBe('processed')
    expect(await isSuppressed(email)).toBe(true)
  })

  test('a complaint suppresses the address, and may arrive twice', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    await receive(signed(eventOf('complained', { to })))
    await receive(signed(eventOf('complained', { to })))
    expect(await isSuppressed(to)).toBe(true)
  })

  test('notes nothing about emails that belong to no attempt', async () => {
    expect(await receive(signed(eventOf('delivered')))).toBe('processed')
    expect(noted).toEqual([])
  })

  test('an event that couldn’t be noted isn’t remembered, so that Resend’s retry is processed', async () => {
    const once = signed(eventOf('delivered', { id: randomId() }))
    const { receiveWebhook } = await import('./webhook')
    const outage = async () => Promise.reject(new Error('down'))
    await expect(receiveWebhook(once.body, once.headers, outage)).rejects.toThrow('down')
    expect(await receive(once)).toBe('processed')
    expect(noted).toHaveLength(1)
  })

  test('ignores signed events of other types', async () => {
    expect(await receive(signed(eventOf('opened')))).toBe('ignored')
    expect(await receive(signed('garbage'))).toBe('ignored')
  })

  test('attack: a genuine complaint about another product’s newsletter suppresses no address here', async () => {
    const to = `${randomId()}@example.com`.toLowerCase()
    for (const type of ['complained', 'bounced', 'suppressed']) {
      const ours = eventOf(type, { id: randomId(), to, bounce: { type: 'Permanent' } })
      const { app, kind, attempt } = ours.data.tags
      for (const tags of [
        undefined,
        {},
        { campaign: 'november' },
        { kind, attempt },
        { app: `staging-${app}`, kind, attempt },
        [app, kind],
      ]) {
        expect(await receive(signed({ ...ours, data: { ...ours.data, tags } }))).toBe('ignored')
      }
      // All recipients of an email are named, even if one of them bounced. Ours has one.
      for (const others of [[to, 'bob@example.com'], []])
        expect(await receive(signed({ ...ours, data: { ...ours.data, to: others } }))).toBe('ignored')
    }
    expect([await isSuppressed(to), noted]).toEqual([false, []])
    // The premise: with our tags, it does.
    expect(await receive(signed(eventOf('complained', { to })))).toBe('processed')
    expect(await isSuppressed(to)).toBe(true)
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
    expect(noted).toEqual([])
    expect(await receive(good)).toBe('processed')
    expect(deliveriesOf(id)).toEqual(['delivered'])
  })

  test('attack: a replayed event is refused, and so is one that is more than five minutes off', async () => {
    const id = randomId()
    const once = signed(eventOf('delivered', { id }))
    expect(await receive(once)).toBe('processed')
    expect(await receive(once)).toBe('replayed')
    for (const at of [Date.now() - minutes(5) - seconds(2), Date.now() + minutes(5) + seconds(2)]) {
      expect(await receive(signed(eventOf('complained', { id }), { at }))).toBe('bad-signature')
    }
    expect(deliveriesOf(id)).toEqual(['delivered'])
  })

  test('trusts nothing without a secret', async () => {
    vi.stubEnv('RESEND_WEBHOOK_SECRET', '')
    expect(await receive(signed(eventOf('delivered')))).toBe('not-configured')
  })
})
