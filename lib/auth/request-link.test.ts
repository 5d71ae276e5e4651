import { describe, expect, test, vi } from 'vitest'
import { emailsTo as emailsReceived, loseAnswers } from '@/e2e/support/calls'
import { noAccountEmail } from '@/e2e/support/copy'
import { fakeClock } from '@/e2e/support/fake-clock'
import { newAddress, newRedemption } from '@/e2e/support/redemption'
import { createSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { redis } from '@/lib/platform/redis'
import { randomId } from '@/lib/platform/secrets'
import { days, minutes, seconds } from '@/lib/platform/time'
import { attemptKey, liveLinks, readAttempt } from './attempt'
import { clientInLog, consumeLimits, limitKey } from './limits'
import type { Pending } from './pending-cookie'
import { redeemCode } from './redeem'
import { type Requester, requestLink } from './request-link'
import { noteAttempt } from './store-request'

const { started, later } = fakeClock()

const browser = (pending?: Pending): Requester => ({
  pending,
  client: randomId(),
  device: { id: randomId(), name: 'Firefox on Windows', network: '', language: 'en' },
})
const known = (email: string, since = started - days(2)) => ({ ...browser().device, email, since })

/** Requests a link, and lets happen what comes after the response. */
async function requestBy(by: Requester, email: string, next: unknown = '/dashboard') {
  const { outcome, pending, afterResponse } = await requestLink({ email, next }, by)
  await afterResponse?.()
  return { outcome, pending }
}

/** The same for a browser of its own. `pending` is what its cookie then says. */
async function request(email: string, before?: Pending, next = '/dashboard') {
  const { outcome, pending = before } = await requestBy(browser(before), email, next)
  return { outcome, pending }
}

const attemptOf = async (pending: Pending | undefined) => {
  const attempt = await readAttempt(pending?.attemptId ?? '')
  if (!attempt) throw new Error('no attempt')
  return attempt
}

/** Runs that many at once. */
const times = <T>(n: number, run: () => Promise<T>) => Promise.all(Array.from({ length: n }, run))

/** Consumes that many of a client's 30 emails an hour, without sending them. */
const useUpClient = ({ client }: Requester, emails: number) =>
  times(emails, () => consumeLimits({ emailsPerClient: client }))

const emailsTo = async (address: string) => (await emailsReceived(address)).length

describe('requestLink', () => {
  test('emails the typed address, and gives the browser its cookie', async () => {
    const email = newAddress()
    const { outcome, pending } = await request(`  ${email.toUpperCase()} `)
    expect(outcome).toEqual({ ok: true })
    expect(pending).toEqual({ bindingSecret: expect.any(String), attemptId: expect.any(String) })
    expect(await attemptOf(pending)).toMatchObject({
      ...{ email, next: '/dashboard', emailState: 'accepted' },
      links: [{ n: 1, remember: true, createdAt: started, device: 'Firefox on Windows' }],
    })
    expect(await emailsTo(email)).toBe(1)
  })

  test('sends nothing before the response', async () => {
    const email = newAddress()
    const { outcome, pending, afterResponse } = await requestLink({ email, next: '' }, browser())
    expect(outcome).toEqual({ ok: true })
    expect(await emailsTo(email)).toBe(0)
    expect(await attemptOf(pending)).toMatchObject({ emailState: 'queued' })
    await afterResponse?.()
    expect(await emailsTo(email)).toBe(1)
  })

  test('attack: a return path to another site is dropped', async () => {
    const { pending } = await request(newAddress(), undefined, '//evil.example')
    expect((await attemptOf(pending)).next).toBe('/dashboard')
  })

  test('too early, it sends nothing and leaves the first email alone, but remembers the new return path', async () => {
    const email = newAddress()
    const first = await request(email)
    const before = await attemptOf(first.pending)
    later(seconds(30) - 1)
    const second = await request(email, first.pending, '/dashboard?tab=2')
    expect(second.outcome).toEqual({ ok: false, reason: 'too-early', retryAfter: 1 })
    expect(second.pending).toEqual(first.pending)
    expect(await attemptOf(second.pending)).toEqual({ ...before, next: '/dashboard?tab=2' })
    expect(await emailsTo(email)).toBe(1)
  })

  test('another request continues the same attempt, and the newest three emails keep working', async () => {
    const email = newAddress()
    const first = await request(email)
    for (const at of [seconds(30), seconds(90), seconds(210)]) {
      later(at)
      expect(await request(email, first.pending)).toEqual({ outcome: { ok: true }, pending: first.pending })
    }
    const attempt = await attemptOf(first.pending)
    expect(attempt.links.map(({ n }) => n)).toEqual([1, 2, 3, 4])
    expect(liveLinks(attempt).map(({ n }) => n)).toEqual([4, 3, 2])
    expect(await emailsTo(email)).toBe(4)
  })

  test('attack: 50 clicks at once, or an old cookie sent again, make one email', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    later(minutes(1))
    const clicks = await times(50, () => request(email, pending))
    expect(clicks.filter(({ outcome }) => outcome.ok)).toHaveLength(1)
    const rest = clicks.filter(({ outcome }) => !outcome.ok && outcome.reason === 'too-early')
    expect(rest).toHaveLength(49)
    // Whichever response comes last, the cookie is the same.
    for (const click of clicks) expect(click.pending).toEqual(pending)
    expect(await emailsTo(email)).toBe(2)
    later(minutes(2) - 1)
    expect((await request(email, pending)).outcome).toMatchObject({ reason: 'too-early' })
  })

  test('attack: a made-up attempt id with another browser’s binding secret starts a new attempt', async () => {
    const email = newAddress()
    const theirs = await request(email)
    const mine = await request(newAddress())
    const before = await redis().hgetall(attemptKey(theirs.pending?.attemptId ?? ''))
    const forged = { bindingSecret: mine.pending?.bindingSecret ?? '', attemptId: theirs.pending?.attemptId }
    const { outcome, pending } = await request(email, forged, '/elsewhere')
    expect(outcome).toEqual({ ok: true })
    expect(pending?.attemptId).not.toBe(theirs.pending?.attemptId)
    expect(await redis().hgetall(attemptKey(theirs.pending?.attemptId ?? ''))).toEqual(before)
    const madeUp = { ...forged, attemptId: randomId() }
    expect((await request(email, madeUp)).pending?.attemptId).not.toBe(madeUp.attemptId)
  })

  test('a visitor who tries again and again while the database is down gets an email afterwards', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    later(minutes(1))
    const outage = vi.spyOn(db(), '$queryRaw').mockRejectedValue(new Error('down'))
    for (let n = 0; n < 6; n++) {
      expect((await request(email, pending)).outcome).toEqual({ ok: true })
      expect(await attemptOf(pending)).toMatchObject({ emailState: 'failed' })
    }
    outage.mockRestore()
    expect((await request(email, pending)).outcome).toEqual({ ok: true })
    expect(await attemptOf(pending)).toMatchObject({ emailState: 'accepted' })
    expect(await emailsTo(email)).toBe(2)
  })

  test('while Redis is down, says so and sends nothing', async () => {
    const email = newAddress()
    const lost = loseAnswers(2)
    const { outcome, pending } = await request(email)
    lost.mockRestore()
    expect(outcome).toEqual({ ok: false, reason: 'unavailable' })
    expect(pending).toBeUndefined()
    expect(await emailsTo(email)).toBe(0)
  })

  test('after a sign-in elsewhere, it starts a new attempt at once, whose link isn’t dead on arrival', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    const attemptId = pending?.attemptId as string
    await createSession(newRedemption({ attemptId, email }))
    await noteAttempt(attemptId, { redeemed: 1 })
    const again = await request(email, pending)
    expect(again.outcome).toEqual({ ok: true })
    expect(again.pending?.attemptId).not.toBe(attemptId)
    expect(again.pending?.bindingSecret).toBe(pending?.bindingSecret)
  })

  test('doesn’t make anyone wait because of an email that no longer works', async () => {
    const email = newAddress()
    const { pending } = await request(email)
    expect((await request(email, pending)).outcome).toMatchObject({ reason: 'too-early' })
    await noteAttempt(pending?.attemptId ?? '', { ended: 1 })
    expect((await request(email, pending)).outcome).toEqual({ ok: true })
    expect(await emailsTo(email)).toBe(2)
  })

  test('another address is a new attempt of the same browser', async () => {
    const { pending } = await request(newAddress())
    const other = await request(newAddress(), pending)
    expect(other.pending?.bindingSecret).toBe(pending?.bindingSecret)
    expect(other.pending?.attemptId).not.toBe(pending?.attemptId)
  })

  test('the sixth email to one address in an hour isn’t sent, and no one is told', async () => {
    const email = newAddress()
    for (let n = 0; n < 5; n++) expect((await request(email)).outcome.ok).toBe(true)
    const sixth = await request(email)
    expect(sixth.outcome).toEqual({ ok: true })
    expect(await attemptOf(sixth.pending)).toMatchObject({ email, emailState: 'accepted' })
    expect(await emailsTo(email)).toBe(5)
  })

  test('attack: 200 requests over an address’s limit store sixty attempts, and record no email', async () => {
    const email = newAddress()
    await createSession(newRedemption({ email }))
    for (let n = 0; n < 5; n++) await request(email)
    const requested = await times(200, () => request(email))
    const stored = new Set(requested.flatMap(({ pending }) => pending?.attemptId ?? []))
    expect(stored.size).toBe(60)
    const refused = requested.filter(({ outcome }) => !outcome.ok)
    expect(refused).toHaveLength(140)
    for (const { outcome, pending } of refused) {
      expect(outcome).toEqual({ ok: false, reason: 'too-many', retryAfter: expect.any(Number) })
      expect(pending).toBeUndefined()
    }
    const events = await db().event.findMany({ where: { user: { email }, type: 'email-sent' } })
    expect([events.length, await emailsTo(email)]).toEqual([5, 5])
  })

  test('attack: the spellings of one mailbox share its limits', async () => {
    const name = randomId().replace(/\W/g, '').toLowerCase()
    const spellings = [`${name}@gmail.com`, `${name}+1@gmail.com`, `${name}@googlemail.com`]
    spellings.push(
      `${name.slice(0, 3)}.${name.slice(3)}@gmail.com`,
      `${name}+2@gmail.com`,
      `${name}+3@gmail.com`,
    )
    for (const email of spellings) expect((await request(email)).outcome).toEqual({ ok: true })
    // To the address that was typed: who someone is isn't guessed.
    expect(await Promise.all(spellings.map(emailsTo))).toEqual([1, 1, 1, 1, 1, 0])
  })

  test('attack: an address gets twenty emails a day, and no one is told', async () => {
    const email = newAddress()
    for (let n = 0; n < 24; n++) {
      if (n % 5 === 0) await redis().del(limitKey('emailsPerAddress', email))
      expect((await request(email)).outcome).toEqual({ ok: true })
    }
    expect(await emailsTo(email)).toBe(20)
  })

  test('attack: an IPv6 /48 is one network, however many clients it has', async () => {
    const clients = Array.from({ length: 121 }, (_, i) => `2001:db8:48:${i.toString(16)}::/64`)
    const outcomes = []
    for (const client of clients)
      outcomes.push((await requestBy({ ...browser(), client }, newAddress())).outcome)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(120)
    expect(outcomes[120]).toMatchObject({ ok: false, reason: 'too-many' })
  })

  test('a refusal is logged with the client’s hash', async () => {
    const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const by = browser()
    await useUpClient(by, 30)
    await requestBy(by, newAddress())
    expect(JSON.parse(String(warnings.mock.calls[0]))).toMatchObject({
      ...{ event: 'limit.exceeded', limit: 'emailsPerClient', client: clientInLog(by.client) },
    })
    expect(String(warnings.mock.calls[0])).not.toContain(by.client)
  })

  test('attack: nothing that the browser has or can do tells it that its email was suppressed', async () => {
    const email = newAddress()
    const sent = await request(email)
    for (let n = 0; n < 4; n++) await request(email)
    const suppressed = await request(email)
    expect(await emailsTo(email)).toBe(5)
    for (const { outcome, pending } of [sent, suppressed]) {
      expect(outcome).toEqual({ ok: true })
      expect(pending).toEqual({
        bindingSecret: expect.stringMatching(/^[\w-]{22}$/),
        attemptId: expect.stringMatching(/^[\w-]{22}$/),
      })
      expect(await attemptOf(pending)).toEqual({
        id: pending?.attemptId,
        email,
        next: '/dashboard',
        reauthenticates: false,
        bindingHash: expect.any(String),
        waitUntil: started + seconds(30),
        ended: false,
        emailState: 'accepted',
        isOpened: false,
        links: [
          {
            n: 1,
            remember: true,
            secretHash: expect.any(String),
            codeHash: expect.any(String),
            createdAt: started,
            device: 'Firefox on Windows',
            language: 'en',
            hasUser: false,
          },
        ],
      })
      const wrong = await redeemCode(pending, { device: newRedemption().device, client: randomId() }, 'x')
      expect(wrong).toEqual({ ok: false, reason: 'wrong-code', triesLeft: 4, email })
      expect((await request(email, pending)).outcome).toMatchObject({
        reason: 'too-early',
        retryAfter: 30_000,
      })
    }
  })

  test('attack: requests for an address over its limit count against the client like any other', async () => {
    const [by, email] = [browser(), newAddress()]
    await useUpClient(by, 24)
    const requested = await times(6, () => requestBy(by, email))
    for (const { outcome } of requested) expect(outcome).toEqual({ ok: true })
    expect((await requestBy(by, email)).outcome).toMatchObject({ ok: false, reason: 'too-many' })
    expect(await emailsTo(email)).toBe(5)
  })

  test('attack: if someone else uses up an address’s emails, its known device still gets one', async () => {
    const email = newAddress()
    for (let n = 0; n < 6; n++) await request(email)
    expect(await emailsTo(email)).toBe(5)
    const by = { ...browser(), device: known(email) }
    expect((await requestBy(by, email)).outcome).toEqual({ ok: true })
    expect(await emailsTo(email)).toBe(6)
  })

  test('attack: a stolen device cookie, sent by 100 clients at once, makes five emails', async () => {
    const email = newAddress()
    const device = known(email)
    const requestOne = () => requestBy({ ...browser(), device }, email)
    const requested = await times(100, requestOne)
    expect(requested.filter(({ outcome }) => outcome.ok)).toHaveLength(5)
    expect(await emailsTo(email)).toBe(5)
    expect((await requestOne()).outcome).toMatchObject({ ok: false, reason: 'too-many' })
    // The address's own limit is unchanged.
    expect((await request(email)).outcome).toEqual({ ok: true })
    expect(await emailsTo(email)).toBe(6)
  })

  test('attack: a device known to one address has no advantage for another, or in its network', async () => {
    const by = { ...browser(), device: known(newAddress()) }
    const victim = newAddress()
    for (let n = 0; n < 5; n++) await request(victim)
    await requestBy(by, victim)
    expect(await emailsTo(victim)).toBe(5)
    await useUpClient(by, 28)
    expect((await requestBy(by, newAddress())).outcome).toEqual({ ok: true })
    expect((await requestBy(by, newAddress())).outcome).toMatchObject({ reason: 'too-many' })
  })

  test('attack: if someone uses up an office’s network limit, its known devices still get in', async () => {
    const [by, email] = [browser(), newAddress()]
    await useUpClient(by, 30)
    // The premise: no one else gets in there.
    expect((await requestBy(by, newAddress())).outcome).toMatchObject({ ok: false, reason: 'too-many' })
    const office = { ...by, device: known(email) }
    expect((await requestBy(office, email)).outcome).toEqual({ ok: true })
    expect(await emailsTo(email)).toBe(1)
  })

  test('a client is told when it has made too many requests', async () => {
    const by = browser()
    await useUpClient(by, 29)
    expect((await requestBy(by, newAddress())).outcome).toEqual({ ok: true })
    expect((await requestBy(by, newAddress())).outcome).toMatchObject({ ok: false, reason: 'too-many' })
  })

  test('if sign-up is closed, known and unknown addresses get the same answer, and the unknown one a polite email', async () => {
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./request-link')
    const [known, unknown] = [newAddress(), newAddress()]
    await createSession(newRedemption({ email: known }))
    const requested = await Promise.all(
      [known, unknown].map((email) => closed.requestLink({ email, next: undefined }, browser())),
    )
    const shapes = requested.map(({ outcome, pending }) => [outcome, Object.keys(pending ?? {})])
    expect(shapes[0]).toEqual([{ ok: true }, ['bindingSecret', 'attemptId']])
    expect(shapes[0]).toEqual(shapes[1])
    for (const { afterResponse } of requested) await afterResponse?.()
    expect((await emailsReceived(known))[0]?.text).toContain('/magic-link/')
    const [polite] = await emailsReceived(unknown)
    expect(polite?.subject).toBe(noAccountEmail.subject)
    expect(polite?.text).not.toContain('/magic-link/')
  })
})
