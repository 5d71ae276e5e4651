import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { createSession } from '@/lib/auth/session'
import { noAccountEmail } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { cooldownLeft } from './cooldown'
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
const known = (email: string) => ({ ...browser().device, email })
const newAddress = () => `${randomId()}@example.com`.toLowerCase()

/** Asks, and gives what the browser's cookie then says. */
async function ask(email: string, pending?: Pending, next = '/dashboard') {
  const requested = await requestLink({ email, next }, browser(pending))
  const kept = 'pending' in requested ? requested.pending : undefined
  return { requested, pending: kept ?? pending }
}

async function mailsTo(address: string): Promise<number> {
  const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(address)}`)
  return ((await list.json()) as { emails: unknown[] }).emails.length
}

describe('requestLink', () => {
  test('mails the typed address, and gives the browser its cookie', async () => {
    const email = newAddress()
    const { requested, pending } = await ask(`  ${email.toUpperCase()} `)
    expect(requested).toMatchObject({ ok: true })
    expect(pending?.attempt).toMatchObject({ email, next: '/dashboard', sent: 1, sentAt: started })
    expect(await mailsTo(email)).toBe(1)
  })

  test('attack: a foreign return path is dropped', async () => {
    const { pending } = await ask(newAddress(), undefined, '//evil.example')
    expect(pending?.attempt?.next).toBe('/dashboard')
  })

  test('too early, it sends nothing and leaves the mail that was sent alone, but knows the new way', async () => {
    const email = newAddress()
    const first = await ask(email)
    later(seconds(30) - 1)
    const second = await ask(email, first.pending, '/dashboard?tab=2')
    expect(second.requested).toMatchObject({ ok: false, reason: 'too-early', retryAfter: 1 })
    expect(second.pending).toEqual({
      ...first.pending,
      attempt: { ...first.pending?.attempt, next: '/dashboard?tab=2' },
    })
    expect(await mailsTo(email)).toBe(1)
  })

  test('asking again goes on with the same attempt, and keeps the newest three mails alive', async () => {
    const email = newAddress()
    let { pending } = await ask(email)
    const [first] = pending?.attempt?.links ?? []
    const attemptId = pending?.attempt?.id
    for (const at of [seconds(30), seconds(90), seconds(210)]) {
      later(at)
      pending = (await ask(email, pending)).pending
    }
    expect(pending?.attempt).toMatchObject({ id: attemptId, sent: 4 })
    expect(pending?.attempt?.links).toHaveLength(3)
    expect(await readMagicLinks(pending?.attempt?.links ?? [])).toHaveLength(3)
    expect(await readMagicLinks([first as string])).toEqual([])
    expect(await mailsTo(email)).toBe(4)
  })

  test('attack: 50 clicks at once, or an old cookie sent again, make one mail', async () => {
    const email = newAddress()
    const { pending } = await ask(email)
    later(minutes(1))
    const clicks = await Promise.all(Array.from({ length: 50 }, () => ask(email, pending)))
    expect(clicks.every(({ requested }) => requested.ok)).toBe(true)
    // One answer carries the new cookie. The others must not put the old one back.
    expect(clicks.filter(({ requested }) => 'pending' in requested)).toHaveLength(1)
    expect(await mailsTo(email)).toBe(2)
  })

  test('whoever tries again and again while the database is away gets a mail afterwards', async () => {
    const email = newAddress()
    const { pending } = await ask(email)
    later(minutes(1))
    const away = vi.spyOn(db().suppression, 'count').mockRejectedValue(new Error('away'))
    for (let n = 0; n < 6; n++) {
      expect((await ask(email, pending)).requested).toEqual({ ok: false, reason: 'unavailable' })
    }
    away.mockRestore()
    expect((await ask(email, pending)).requested).toMatchObject({ ok: true })
    expect(await mailsTo(email)).toBe(2)
  })

  test('after a sign-in elsewhere it begins a new attempt at once, whose link is not dead on arrival', async () => {
    const email = newAddress()
    const { pending } = await ask(email)
    const attemptId = pending?.attempt?.id as string
    await createSession(newRedemption({ attemptId, email }))
    const again = await ask(email, pending)
    expect(again.pending?.attempt?.id).not.toBe(attemptId)
    expect(again.pending?.bindingSecret).toBe(pending?.bindingSecret)
  })

  test('does not keep anybody waiting for a mail that has run out', async () => {
    const email = newAddress()
    const { pending } = await ask(email)
    await endMagicLinks(await readMagicLinks(pending?.attempt?.links ?? []))
    expect((await ask(email, pending)).requested).toMatchObject({ ok: true })
    expect(await mailsTo(email)).toBe(2)
  })

  test('another address is another attempt of the same browser', async () => {
    const { pending } = await ask(newAddress())
    const other = await ask(newAddress(), pending)
    expect(other.pending?.bindingSecret).toBe(pending?.bindingSecret)
    expect(other.pending?.attempt?.id).not.toBe(pending?.attempt?.id)
  })

  test('the sixth mail of an hour to one address is not sent, and nobody is told', async () => {
    const email = newAddress()
    for (let n = 0; n < 5; n++) expect((await ask(email)).requested.ok).toBe(true)
    const sixth = await ask(email)
    expect(sixth.requested).toMatchObject({ ok: true, pending: { attempt: { email, sent: 1 } } })
    expect(await mailsTo(email)).toBe(5)
  })

  test('attack: by nothing that the browser has or can do does it learn that its mail was held back', async () => {
    const email = newAddress()
    const sent = await ask(email)
    for (let n = 0; n < 4; n++) await ask(email)
    const held = await ask(email)
    expect(await mailsTo(email)).toBe(5)
    for (const { pending } of [sent, held]) {
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
      expect((await ask(email, pending)).requested).toMatchObject({ reason: 'too-early', retryAfter: 30_000 })
    }
  })

  test('attack: asking for an address that is used up counts against the client like any other', async () => {
    const [by, email] = [browser(), newAddress()]
    for (let n = 0; n < 30; n++)
      expect(await requestLink({ email, next: '' }, by)).toMatchObject({ ok: true })
    expect(await requestLink({ email, next: '' }, by)).toMatchObject({ ok: false, reason: 'too-many' })
    expect(await mailsTo(email)).toBe(5)
  })

  test('attack: an address’s mails used up by somebody else still reach the browser that signed in before', async () => {
    const email = newAddress()
    for (let n = 0; n < 6; n++) await ask(email)
    expect(await mailsTo(email)).toBe(5)
    const by = { ...browser(), device: known(email) }
    const requested = await requestLink({ email, next: undefined }, by)
    expect(requested).toMatchObject({ ok: true, pending: { attempt: { links: [expect.any(String)] } } })
    expect(await mailsTo(email)).toBe(6)
  })

  test('attack: a stolen cookie of a known browser, sent by 100 clients at once, brings five mails', async () => {
    const email = newAddress()
    const device = known(email)
    const asking = () => requestLink({ email, next: undefined }, { ...browser(), device })
    const requested = await Promise.all(Array.from({ length: 100 }, asking))
    expect(requested.filter(({ ok }) => ok)).toHaveLength(5)
    expect(await mailsTo(email)).toBe(5)
    expect(await asking()).toMatchObject({ ok: false, reason: 'too-many' })
    // The address's own limit is as it was.
    expect((await ask(email)).requested).toMatchObject({ ok: true })
    expect(await mailsTo(email)).toBe(6)
  })

  test('attack: a browser known to one address has nothing extra for another, nor from its network', async () => {
    const by = { ...browser(), device: known(newAddress()) }
    const victim = newAddress()
    for (let n = 0; n < 5; n++) await ask(victim)
    await requestLink({ email: victim, next: undefined }, by)
    expect(await mailsTo(victim)).toBe(5)
    for (let n = 0; n < 30; n++) await requestLink({ email: newAddress(), next: undefined }, by)
    expect(await requestLink({ email: newAddress(), next: undefined }, by)).toMatchObject({
      reason: 'too-many',
    })
  })

  test('attack: an office whose network was used up by somebody still gets in where it did before', async () => {
    const [by, email] = [browser(), newAddress()]
    for (let n = 0; n < 31; n++) await requestLink({ email: newAddress(), next: undefined }, by)
    const office = { ...by, device: known(email) }
    expect(await requestLink({ email, next: undefined }, office)).toMatchObject({ ok: true })
    expect(await mailsTo(email)).toBe(1)
  })

  test('one client is told when it has asked too often', async () => {
    const by = browser()
    for (let n = 0; n < 30; n++) await requestLink({ email: newAddress(), next: undefined }, by)
    expect(await requestLink({ email: newAddress(), next: undefined }, by)).toMatchObject({
      ok: false,
      reason: 'too-many',
    })
  })

  test('where sign-up is closed, known and unknown addresses get the same answer, and the unknown one a polite mail', async () => {
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./request-link')
    const [known, unknown] = [newAddress(), newAddress()]
    await createSession(newRedemption({ attemptId: randomId(), email: known }))
    const answers = await Promise.all(
      [known, unknown].map((email) => closed.requestLink({ email, next: undefined }, browser())),
    )
    const shapes = answers.map((answer) => [
      answer.ok,
      'pending' in answer && Object.keys(answer.pending ?? {}),
    ])
    expect(shapes[0]).toEqual(shapes[1])
    const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${unknown}`)
    const { emails } = (await list.json()) as { emails: { subject: string; text: string }[] }
    expect(emails[0]?.subject).toBe(noAccountEmail.subject)
    expect(emails[0]?.text).not.toContain('/magic-link/')
  })
})

describe('cooldownLeft', () => {
  test('nothing, before the first mail', () => {
    expect(cooldownLeft({ sent: 0, sentAt: 0 })).toBe(0)
  })

  test.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [4, 120],
    [5, 3600],
    [6, 3600],
  ])('after %i mails it takes %i seconds', (sent, wait) => {
    const attempt = { sent, sentAt: started }
    expect(cooldownLeft(attempt)).toBe(seconds(wait))
    later(seconds(wait) - 1)
    expect(cooldownLeft(attempt)).toBe(1)
    later(seconds(wait))
    expect(cooldownLeft(attempt)).toBe(0)
  })
})
