import { beforeEach, describe, expect, test, vi } from 'vitest'
import { breakRedis, emailsTo, loseAnswers } from '@/e2e/support/calls'
import { noAccountEmail, signInEmail } from '@/e2e/support/copy'
import { endCooldown, newAddress, newRedemption, newRequest, storeLink } from '@/e2e/support/redemption'
import { suppressAtResend } from '@/e2e/support/resend-suppressions'
import { LANGUAGES } from '@/lib/copy'
import { suppress } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'
import { redis } from '@/lib/platform/redis'
import { randomId } from '@/lib/platform/secrets'
import { days, seconds } from '@/lib/platform/time'
import { attemptKey, readAttempt } from './attempt'
import { deliverLink, type LinkToDeliver, noteDelivery } from './deliver-link'
import { limitKey } from './limits'
import { createSession } from './session'
import { storeRequest } from './store-request'

const started = Date.now()
const device = { id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…', language: LANGUAGES[0] }

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
})

/** A stored link that is still to be emailed, and its attempt. */
async function toDeliver(more: Parameters<typeof storeLink>[0] = {}, suppressed = false) {
  const stored = await storeLink(more)
  const where = { next: '/dashboard', reauthenticates: false }
  const link: LinkToDeliver = { ...stored, ...where, device, suppressed, lifts: false }
  const attempt = () => readAttempt(stored.attemptId)
  return { link, attempt, pending: stored.pending }
}

async function withAccount() {
  const { email } = newRedemption()
  await createSession(newRedemption({ email }))
  return db().user.findUniqueOrThrow({ where: { email } })
}

const eventsOf = (userId: string) => db().event.findMany({ where: { userId } })
const stateAfter = async (run: (link: LinkToDeliver) => Promise<void>, email = newAddress()) => {
  const { link, attempt } = await toDeliver({ email })
  await run(link)
  return (await attempt())?.emailState
}

describe('deliverLink', () => {
  test('emails the link and the code to that address alone, and notes that it was accepted', async () => {
    const { link, attempt } = await toDeliver()
    await deliverLink(link)
    const emails = await emailsTo(link.email)
    expect(emails).toHaveLength(1)
    expect(emails[0]?.links).toContain(`${process.env.APP_URL}/magic-link/${link.token}`)
    expect(emails[0]?.text).toContain(`${link.code.slice(0, 3)} ${link.code.slice(3)}`)
    expect(await attempt()).toMatchObject({
      emailState: 'accepted',
      waitUntil: started + seconds(30),
      links: [{ hasUser: false }],
    })
  })

  test('names the browser and the network that requested it', async () => {
    const { link } = await toDeliver()
    await deliverLink(link)
    expect((await emailsTo(link.email))[0]?.text).toContain(
      'Requested from 203.0.113.…, in Firefox on Windows.',
    )
  })

  test.each([
    ['/account/delete', true, signInEmail.confirming.delete],
    ['/account/delete?now', false, signInEmail.confirming.delete],
    ['/account/email', true, signInEmail.confirming['change-email']],
    ['/account/export', true, signInEmail.confirming.export],
    ['/orders', true, signInEmail.confirming.other],
    ['/dashboard', false, signInEmail],
  ])('attack: no email that confirms %s looks like any other sign-in', async (next, reauthenticates, t) => {
    const { link } = await toDeliver()
    await deliverLink({ ...link, next, reauthenticates })
    const [email] = await emailsTo(link.email)
    expect(email?.subject).toBe(t.subject)
    for (const sentence of [t.title, t.intro]) expect(email?.text).toContain(sentence)
  })

  test('notes for the link that the address has an account, and records the email there', async () => {
    const { id: userId, email } = await withAccount()
    const { link, attempt, pending } = await toDeliver({ email })
    await deliverLink(link)
    expect(await attempt()).toMatchObject({ links: [{ hasUser: true }] })
    const { name, network } = device
    expect(await eventsOf(userId)).toMatchObject([
      { type: 'email-sent', detail: 'sign-in', device: name, network },
    ])
    // Of that link alone.
    await endCooldown(link.attemptId)
    await storeLink({ email, ...pending })
    expect(await attempt()).toMatchObject({ links: [{ hasUser: true }, { hasUser: false }] })
  })

  test('records nothing for an address without an account', async () => {
    const before = await db().event.count()
    await deliverLink((await toDeliver()).link)
    expect(await db().event.count()).toBe(before)
  })

  test('notes that the email failed, and lets the next one be requested at once', async () => {
    const { link, attempt } = await toDeliver({ email: `reject-${randomId()}@example.com`.toLowerCase() })
    vi.setSystemTime(started + seconds(3))
    await deliverLink(link)
    expect(await attempt()).toMatchObject({ emailState: 'failed', waitUntil: started + seconds(3) })
  })

  test('records no email that failed', async () => {
    const email = `reject-${randomId()}@example.com`.toLowerCase()
    const user = { id: randomId(), email, createdAt: new Date() }
    await db().user.create({ data: user })
    expect(await stateAfter(deliverLink, email)).toBe('failed')
    expect(await eventsOf(user.id)).toEqual([])
  })

  test('if the database is down, sends nothing, refunds the limits and ends the cooldown', async () => {
    const total = randomId()
    const { link, attempt, pending } = await toDeliver({ limits: { emailsInTotal: total } })
    const key = limitKey('emailsInTotal', total)
    expect(await redis().get(key)).toBe('1')
    const outage = vi.spyOn(db(), '$queryRaw').mockRejectedValue(new Error('down'))
    await deliverLink(link)
    outage.mockRestore()
    expect(await emailsTo(link.email)).toEqual([])
    expect(await redis().get(key)).toBe('0')
    expect(await attempt()).toMatchObject({ emailState: 'failed' })
    const { request } = newRequest({ email: link.email, ...pending })
    expect(await storeRequest(request)).toMatchObject({ ok: true, attemptId: link.attemptId, n: 2 })
  })

  test('an email whose event can’t be recorded counts as accepted all the same', async () => {
    const { email } = await withAccount()
    vi.spyOn(db(), '$executeRaw').mockRejectedValue(new Error('down'))
    expect(await stateAfter(deliverLink, email)).toBe('accepted')
    expect(await emailsTo(email)).toHaveLength(1)
  })

  test('never throws: if Redis is down, the email is sent and shows as queued', async () => {
    const { link, attempt } = await toDeliver()
    breakRedis()
    await expect(deliverLink(link)).resolves.toBeUndefined()
    vi.restoreAllMocks()
    expect(await emailsTo(link.email)).toHaveLength(1)
    expect(await attempt()).toMatchObject({ emailState: 'queued' })
  })

  test('sends one email even if it is delivered twice', async () => {
    const { link } = await toDeliver()
    await deliverLink(link)
    await deliverLink(link)
    expect(await emailsTo(link.email)).toHaveLength(1)
  })

  test('attack: over the address’s limit, or suppressed, nothing is sent and it looks accepted', async () => {
    const accepted = await toDeliver()
    await deliverLink(accepted.link)
    const limited = await toDeliver({}, true)
    const complained = await toDeliver()
    await suppress(complained.link.email, 'complained')
    const shown = { ...(await accepted.attempt()), id: '', email: '', bindingHash: '', links: [] }
    for (const { link, attempt } of [limited, complained]) {
      await deliverLink(link)
      expect(await emailsTo(link.email)).toEqual([])
      expect({ ...(await attempt()), id: '', email: '', bindingHash: '', links: [] }).toEqual(shown)
      expect(await attempt()).toMatchObject({ links: [{ hasUser: false }] })
    }
  })

  test('once a suppression has ended, sends one email as a try, which Resend doesn’t suppress either', async () => {
    const email = await suppressAtResend('bounce')
    await suppress(email, 'bounced', new Date(started - days(7) + 1))
    expect(await stateAfter(deliverLink, email)).toBe('accepted')
    expect(await emailsTo(email)).toHaveLength(1)
    vi.setSystemTime(started + 1)
    expect(await stateAfter(deliverLink, email)).toBe('accepted')
    const [tried, ...before] = await emailsTo(email)
    expect(before).toHaveLength(1)
    expect(tried?.state).not.toBe('suppressed')
  })

  test('attack: an email that wasn’t sent is not recorded as sent', async () => {
    const { id, email } = await withAccount()
    await suppress(email, 'complained')
    expect(await stateAfter(deliverLink, email)).toBe('accepted')
    expect(await eventsOf(id)).toEqual([])
  })

  test.each([
    ['an unknown address while sign-up is closed', 'closed', false],
    ['an address of another domain', 'example.org', false],
    ['a disabled account', 'open', true],
  ])('sends a polite email without a link to %s', async (_, signUp, isDisabled) => {
    vi.resetModules()
    vi.stubEnv('SIGN_UP', signUp)
    const { deliverLink } = await import('./deliver-link')
    const email = isDisabled ? (await withAccount()).email : newAddress()
    if (isDisabled) await db().user.update({ where: { email }, data: { disabledAt: new Date() } })
    expect(await stateAfter(deliverLink, email)).toBe('accepted')
    const [polite] = await emailsTo(email)
    expect(polite?.subject).toBe(noAccountEmail.subject)
    expect(polite?.text).not.toContain('/magic-link/')
  })

  test('an account signs in while sign-up is closed', async () => {
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const { deliverLink } = await import('./deliver-link')
    const { email } = await withAccount()
    await stateAfter(deliverLink, email)
    expect((await emailsTo(email))[0]?.text).toContain('/magic-link/')
  })
})

describe('noteDelivery', () => {
  test('notes what became of that email, even twice', async () => {
    const { link, attempt } = await toDeliver()
    for (const state of ['delivered', 'delayed', 'delivered'] as const) {
      await noteDelivery(`${link.attemptId}1`, state)
    }
    expect(await attempt()).toMatchObject({ emailState: 'delivered' })
  })

  test('an email that fails after it was accepted has failed, and another can be requested at once', async () => {
    const { link, attempt, pending } = await toDeliver()
    await deliverLink(link)
    await noteDelivery(`${link.attemptId}1`, 'failed')
    expect(await attempt()).toMatchObject({ emailState: 'failed', waitUntil: started })
    const { request } = newRequest({ email: link.email, ...pending })
    expect(await storeRequest(request)).toMatchObject({ ok: true, n: 2 })
  })

  test('a late failure of our own doesn’t hide that it was delivered', async () => {
    const { link, attempt } = await toDeliver({ email: `reject-${randomId()}@example.com`.toLowerCase() })
    await noteDelivery(`${link.attemptId}1`, 'delivered')
    await deliverLink(link)
    expect(await attempt()).toMatchObject({ emailState: 'delivered' })
  })

  test('says nothing about the next email of the attempt', async () => {
    const { link, attempt, pending } = await toDeliver()
    await endCooldown(link.attemptId)
    await storeLink({ email: link.email, ...pending })
    await noteDelivery(`${link.attemptId}1`, 'bounced')
    expect(await attempt()).toMatchObject({ emailState: 'queued' })
    await noteDelivery(`${link.attemptId}2`, 'bounced')
    expect(await attempt()).toMatchObject({ emailState: 'bounced' })
  })

  test('attack: names that aren’t ours change nothing, and make no key that never expires', async () => {
    const { link, attempt } = await toDeliver()
    const { attemptId } = link
    const before = await redis().hgetall(attemptKey(attemptId))
    const forgotten = randomId()
    for (const name of [
      ...['', '1', attemptId, `${attemptId}100`, `${attemptId}x`, `x${attemptId}1`, `${attemptId}-1`],
      ...[`${attemptId}1\n`, `attempt:${attemptId}1`, `${forgotten}1`, '*'.repeat(23)],
    ]) {
      await noteDelivery(name, 'complained')
    }
    expect(await redis().hgetall(attemptKey(attemptId))).toEqual(before)
    expect(await redis().exists(attemptKey(forgotten))).toBe(0)
    // The premise: the right name does.
    await noteDelivery(`${attemptId}1`, 'complained')
    expect(await attempt()).toMatchObject({ emailState: 'complained' })
  })

  test('throws if Redis is down, so that the webhook is sent again', async () => {
    const { link } = await toDeliver()
    loseAnswers(2)
    await expect(noteDelivery(`${link.attemptId}1`, 'delivered')).rejects.toThrow()
  })
})
