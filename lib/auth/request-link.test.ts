import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { createSession } from '@/lib/auth/session'
import { noAccountEmail } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { cooldownLeft } from './cooldown'
import { consumeLimits } from './limits'
import { endMagicLinks, readMagicLinks } from './magic-link'
import type { Pending } from './pending-cookie'
import { redeemCode } from './redeem'
import { type Requester, requestLink } from './request-link'

const started = Date.now()
const later = (milliseconds: number) => vi.setSystemTime(started + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})
afterEach(() => vi.unstubAllEnvs())

const browser = (pending?: Pending): Requester => ({
  pending,
  client: randomId(),
  device: { id: randomId(), name: 'Firefox on Windows', network: '' },
})
const knownDevice = (email: string) => ({ ...browser().device, email })
const newAddress = () => `${randomId()}@example.com`.toLowerCase()

/** Requests a link. `pending` is what the browser's cookie then says. */
async function request(email: string, pending?: Pending, next = '/dashboard') {
  const requested = await requestLink({ email, next }, browser(pending))
  const written = 'pending' in requested ? requested.pending : undefined
  return { requested, pending: written ?? pending }
}

/** Runs that many at once. */
const times = <T>(n: number, run: () => Promise<T>) => Promise.all(Array.from({ length: n }, run))

/** Consumes that many of a client's 30 emails an hour, without sending them. */
const useUpClient = ({ client }: Requester, emails: number) =>
  times(emails, () => consumeLimits({ emailsPerClient: client }))

async function emailsTo(address: string): Promise<number> {
  const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(address)}`)
  return ((await list.json()) as { emails: unknown[] }).emails.length
}

describe('requestLink', () => {
  test('emails the typed address, and gives the browser its cookie', async () => {
    const email = newAddress()
    const { requested, pending } = await request(`  ${email.toUpperCase()} `)
    expect(requested).toMatchObject({ ok: true })
    expect(pending?.attempt).toMatchObject({ email, next: '/dashboard', sent: 1, sentAt: started })
    expect(await emailsTo(email)).toBe(1)
  })

  test('attack: a return path to another site is dropped', async () => {
    const { pending } = await request(newAddress(), undefined, '//evil.example')
    expect(pending?.attempt?.next).toBe('/dashboard')
  })

  test('too early, it sends nothing and leaves the first email alone, but remembers the new return path', async () => {
    const email = newAddress()
    const first = await request(email)
    later(seconds(30) - 1)
    const second = await request(email, first.pending, '/dashboard?tab=2')
    expect(second.requested).toMatchObject({ ok: false, reason: 'too-early', retryAfter: 1 })
    expect(second.pending).toEqual({
      ...first.pending,
      attempt: { ...first.pending?.attempt, next: '/dashboard?tab=2' },
    })
    expect(await emailsTo(email)).toBe(1)
  })

  test('another request continues the same attempt, and the newest three emails keep working', async () => {
    const email = newAddress()
    let { pending } = await request(email)
    const [first] = pending?.attempt?.links ?? []
    const attemptId = pending?.attempt?.id
    for (const at of [seconds(30), seconds(90), seconds(210)]) {
      later(at)
      pending = (await request(email, pending)).pending
    }
    expect(pending?.attempt).toMatchObject({ id: attemptId, sent: 4 })
    expect(pending?.attempt?.links).toHaveLength(3)
    expect(await readMagicLinks(pending?.attempt?.links ?? [])).toHaveLength(3)
    expect(await readMagicLinks([first as string])).toEqual([])
    expect(await emailsTo(email)).toBe(4)
  })

  test('attack: 50 clicks at once, or an old cookie sent again, make one email', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    later(minutes(1))
    const clicks = await times(50, () => request(email, pending))
    expect(clicks.every(({ requested }) => requested.ok)).toBe(true)
    // One response carries the new cookie. The others must not put the old one back.
    expect(clicks.filter(({ requested }) => 'pending' in requested)).toHaveLength(1)
    expect(await emailsTo(email)).toBe(2)
  })

  test('a visitor who tries again and again while the database is down gets an email afterwards', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    later(minutes(1))
    const outage = vi.spyOn(db().suppression, 'count').mockRejectedValue(new Error('down'))
    for (let n = 0; n < 6; n++) {
      expect((await request(email, pending)).requested).toEqual({ ok: false, reason: 'unavailable' })
    }
    outage.mockRestore()
    expect((await request(email, pending)).requested).toMatchObject({ ok: true })
    expect(await emailsTo(email)).toBe(2)
  })

  test('after a sign-in elsewhere, it starts a new attempt at once, whose link isn’t dead on arrival', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    const attemptId = pending?.attempt?.id as string
    await createSession(newRedemption({ attemptId, email }))
    const again = await request(email, pending)
    expect(again.pending?.attempt?.id).not.toBe(attemptId)
    expect(again.pending?.bindingSecret).toBe(pending?.bindingSecret)
  })

  test('doesn’t make anyone wait because of an email that no longer works', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    await endMagicLinks(await readMagicLinks(pending?.attempt?.links ?? []))
    expect((await request(email, pending)).requested).toMatchObject({ ok: true })
    expect(await emailsTo(email)).toBe(2)
  })

  test('another address is a new attempt of the same browser', async () => {
    const { pending } = await request(newAddress())
    const other = await request(newAddress(), pending)
    expect(other.pending?.bindingSecret).toBe(pending?.bindingSecret)
    expect(other.pending?.attempt?.id).not.toBe(pending?.attempt?.id)
  })

  test('the sixth email to one address in an hour isn’t sent, and no one is told', async () => {
    const email = newAddress()
    for (let n = 0; n < 5; n++) expect((await request(email)).requested.ok).toBe(true)
    const sixth = await request(email)
    expect(sixth.requested).toMatchObject({ ok: true, pending: { attempt: { email, sent: 1 } } })
    expect(await emailsTo(email)).toBe(5)
  })

  test('attack: nothing that the browser has or can do tells it that its email was suppressed', async () => {
    const email = newAddress()
    const sent = await request(email)
    for (let n = 0; n < 4; n++) await request(email)
    const suppressed = await request(email)
    expect(await emailsTo(email)).toBe(5)
    for (const { pending } of [sent, suppressed]) {
      expect(pending).toEqual({
        bindingSecret: expect.any(String),
        attempt: {
          id: expect.any(String),
          email,
          next: '/dashboard',
          remember: true,
          links: [expect.any(String)],
          sent: 1,
          sentAt: started,
          messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      })
      expect(await redeemCode(pending, newRedemption().device, '000000')).toEqual({
        ok: false,
        reason: 'wrong-code',
        triesLeft: 4,
      })
      expect((await request(email, pending)).requested).toMatchObject({
        reason: 'too-early',
        retryAfter: 30_000,
      })
    }
  })

  test('attack: requests for an address over its limit count against the client like any other', async () => {
    const [by, email] = [browser(), newAddress()]
    await useUpClient(by, 24)
    const requested = await times(6, () => requestLink({ email, next: '' }, by))
    for (const each of requested) expect(each).toMatchObject({ ok: true })
    expect(await requestLink({ email, next: '' }, by)).toMatchObject({ ok: false, reason: 'too-many' })
    expect(await emailsTo(email)).toBe(5)
  })

  test('attack: if someone else uses up an address’s emails, its known device still gets one', async () => {
    const email = newAddress()
    for (let n = 0; n < 6; n++) await request(email)
    expect(await emailsTo(email)).toBe(5)
    const by = { ...browser(), device: knownDevice(email) }
    const requested = await requestLink({ email, next: undefined }, by)
    expect(requested).toMatchObject({ ok: true, pending: { attempt: { links: [expect.any(String)] } } })
    expect(await emailsTo(email)).toBe(6)
  })

  test('attack: a stolen device cookie, sent by 100 clients at once, makes five emails', async () => {
    const email = newAddress()
    const device = knownDevice(email)
    const requestOne = () => requestLink({ email, next: undefined }, { ...browser(), device })
    const requested = await times(100, requestOne)
    expect(requested.filter(({ ok }) => ok)).toHaveLength(5)
    expect(await emailsTo(email)).toBe(5)
    expect(await requestOne()).toMatchObject({ ok: false, reason: 'too-many' })
    // The address's own limit is unchanged.
    expect((await request(email)).requested).toMatchObject({ ok: true })
    expect(await emailsTo(email)).toBe(6)
  })

  test('attack: a device known to one address has no advantage for another, or in its network', async () => {
    const by = { ...browser(), device: knownDevice(newAddress()) }
    const victim = newAddress()
    for (let n = 0; n < 5; n++) await request(victim)
    await requestLink({ email: victim, next: undefined }, by)
    expect(await emailsTo(victim)).toBe(5)
    await useUpClient(by, 28)
    expect(await requestLink({ email: newAddress(), next: undefined }, by)).toMatchObject({ ok: true })
    expect(await requestLink({ email: newAddress(), next: undefined }, by)).toMatchObject({
      reason: 'too-many',
    })
  })

  test('attack: if someone uses up an office’s network limit, its known devices still get in', async () => {
    const [by, email] = [browser(), newAddress()]
    await useUpClient(by, 30)
    // The premise: no one else gets in there.
    const refused = await requestLink({ email: newAddress(), next: undefined }, by)
    expect(refused).toMatchObject({ ok: false, reason: 'too-many' })
    const office = { ...by, device: knownDevice(email) }
    expect(await requestLink({ email, next: undefined }, office)).toMatchObject({ ok: true })
    expect(await emailsTo(email)).toBe(1)
  })

  test('a client is told when it has made too many requests', async () => {
    const by = browser()
    await useUpClient(by, 29)
    expect(await requestLink({ email: newAddress(), next: undefined }, by)).toMatchObject({ ok: true })
    expect(await requestLink({ email: newAddress(), next: undefined }, by)).toMatchObject({
      ok: false,
      reason: 'too-many',
    })
  })

  test('if sign-up is closed, known and unknown addresses get the same answer, and the unknown one a polite email', async () => {
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./request-link')
    const [known, unknown] = [newAddress(), newAddress()]
    await createSession(newRedemption({ attemptId: randomId(), email: known }))
    const outcomes = await Promise.all(
      [known, unknown].map((email) => closed.requestLink({ email, next: undefined }, browser())),
    )
    const shapes = outcomes.map((outcome) => [
      outcome.ok,
      'pending' in outcome && Object.keys(outcome.pending ?? {}),
    ])
    expect(shapes[0]).toEqual(shapes[1])
    const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${unknown}`)
    const { emails } = (await list.json()) as { emails: { subject: string; text: string }[] }
    expect(emails[0]?.subject).toBe(noAccountEmail.subject)
    expect(emails[0]?.text).not.toContain('/magic-link/')
  })
})

describe('cooldownLeft', () => {
  test('is zero before the first email', () => {
    expect(cooldownLeft({ sent: 0, sentAt: 0 })).toBe(0)
  })

  test.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [4, 120],
    [5, 3600],
    [6, 3600],
  ])('after %i emails, is %i seconds', (sent, wait) => {
    const attempt = { sent, sentAt: started }
    expect(cooldownLeft(attempt)).toBe(seconds(wait))
    later(seconds(wait) - 1)
    expect(cooldownLeft(attempt)).toBe(1)
    later(seconds(wait))
    expect(cooldownLeft(attempt)).toBe(0)
  })
})
