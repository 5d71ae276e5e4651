import { afterEach, describe, expect, test, vi } from 'vitest'
import { endCooldown, newAddress, storeLink } from '@/e2e/support/redemption'
import type { Device } from '@/lib/auth/device'
import { db } from '@/lib/platform/db'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { days, hours } from '@/lib/platform/time'
import { type Attempt, type Link, liveLinks, readAttempt } from './attempt'
import { findLink } from './open-link'
import type { Pending } from './pending-cookie'
import { isRequestingBrowser, type Redeemer, redeemCode, redeemLink } from './redeem'
import { noteAttempt } from './store-request'

/** A browser that has requested that many emails, and the newest one's link and code. */
async function requested(email = newAddress(), emails = 1) {
  const first = await storeLink({ email })
  const { attemptId, pending } = first
  const sent = [first]
  while (sent.length < emails) {
    await endCooldown(attemptId)
    sent.unshift(await storeLink({ email, ...pending }))
  }
  const [newest = first] = sent
  const { attempt, link } = await liveLink(newest.token)
  return { attempt, link, pending, sent, code: newest.code, wrong: otherCodes(5, sent) }
}

async function liveLink(token: string): Promise<{ attempt: Attempt; link: Link }> {
  const found = await findLink(token)
  if (found.state !== 'live') throw new Error(`The link is ${found.state}`)
  return found
}

/** So many codes that are in none of these emails. */
const otherCodes = (count: number, sent: { code: string }[]) =>
  Array.from({ length: count + sent.length }, (_, n) => String(n).padStart(6, '0'))
    .filter((code) => sent.every((email) => email.code !== code))
    .slice(0, count)

const stranger = (): Pending => ({ bindingSecret: randomId() })

const device = (more: Partial<Device> = {}): Device => ({
  ...{ id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…', language: 'en' },
  ...more,
})
const here = (more: Partial<Device> = {}) => ({ device: device(more), client: randomId() })
const by = (pending: Pending): Redeemer => ({ pending, device: device(), remember: true })

afterEach(() => vi.unstubAllEnvs())

describe('isRequestingBrowser', () => {
  test('is the browser with the binding secret, whatever attempt its cookie names', async () => {
    const { attempt, pending } = await requested()
    expect(isRequestingBrowser(attempt, pending)).toBe(true)
    expect(isRequestingBrowser(attempt, { bindingSecret: pending.bindingSecret })).toBe(true)
    expect(isRequestingBrowser(attempt, { ...pending, attemptId: randomId() })).toBe(true)
    expect(isRequestingBrowser(attempt, { ...pending, bindingSecret: randomId() })).toBe(false)
    expect(isRequestingBrowser(attempt, undefined)).toBe(false)
  })
})

describe('redeemCode', () => {
  test('signs in the browser that made the request', async () => {
    const { pending, code } = await requested()
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true, next: '/dashboard' })
  })

  test('accepts the code of an older email, and that ends the newer ones', async () => {
    const { pending, sent } = await requested(undefined, 3)
    const [newest, , oldest] = sent
    if (!newest || !oldest) throw new Error('three were sent')
    expect(await redeemCode(pending, here(), oldest.code)).toMatchObject({ ok: true })
    const { attempt, link } = await liveLink(newest.token)
    expect(await redeemLink(attempt, link, by(stranger()))).toEqual({ ok: false, reason: 'used' })
  })

  test('doesn’t accept the code of an email that later ones replaced', async () => {
    const { pending, sent } = await requested(undefined, 4)
    const [newest, , , oldest] = sent
    if (!newest || !oldest) throw new Error('four were sent')
    expect(await redeemCode(pending, here(), oldest.code)).toMatchObject({ reason: 'wrong-code' })
    expect(await redeemCode(pending, here(), newest.code)).toMatchObject({ ok: true })
  })

  test('counts down the tries, and then the attempt ends, with the right code and the link', async () => {
    const { attempt, pending, sent, code, wrong } = await requested()
    const { email } = attempt
    const [last = '', ...first] = wrong
    for (const [n, each] of first.entries()) {
      expect(await redeemCode(pending, here(), each)).toEqual({
        ok: false,
        reason: 'wrong-code',
        triesLeft: 4 - n,
        email,
      })
    }
    expect(await redeemCode(pending, here(), last)).toEqual({ ok: false, reason: 'too-many-tries', email })
    expect(await redeemCode(pending, here(), code)).toEqual({ ok: false, reason: 'too-many-tries' })
    expect(await findLink(sent[0]?.token ?? '')).toMatchObject({ state: 'dead', attempt: { ended: true } })
  })

  test('attack: a wrong code sent ten times costs one try, and is one line of its owner’s activity', async () => {
    const { pending, code, wrong } = await requested()
    const recorded: unknown[] = []
    for (let n = 0; n < 10; n++) {
      const redeemed = await redeemCode(pending, here(), wrong[0] ?? '')
      expect(redeemed).toMatchObject({ triesLeft: 4 })
      if ('email' in redeemed) recorded.push(redeemed.email)
    }
    expect(recorded).toHaveLength(1)
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
  })

  test('attack: requesting another email gives no new tries', async () => {
    const { attempt, pending, wrong } = await requested()
    const [last = '', ...first] = wrong
    for (const each of first) expect(await redeemCode(pending, here(), each)).toMatchObject({ ok: false })
    await endCooldown(attempt.id)
    const again = await storeLink({ email: attempt.email, ...pending })
    expect(again.n).toBe(2)
    const code = again.code === last ? otherCodes(6, [again]).at(-1) : last
    expect(await redeemCode(pending, here(), code ?? '')).toMatchObject({ reason: 'too-many-tries' })
    expect(await redeemCode(pending, here(), again.code)).toMatchObject({ reason: 'too-many-tries' })
    const ended = await readAttempt(attempt.id)
    expect(ended && liveLinks(ended)).toEqual([])
  })

  test('attack: of 100 guesses at once, five are looked at', async () => {
    const { pending, sent } = await requested()
    const guesses = await Promise.all(otherCodes(100, sent).map((code) => redeemCode(pending, here(), code)))
    // The fifth one says that it was the last, instead of counting.
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'wrong-code')).toHaveLength(4)
    expect(
      guesses.filter((guess) => !guess.ok && guess.reason === 'too-many-tries' && guess.email),
    ).toHaveLength(1)
    expect(guesses.filter((guess) => guess.ok)).toHaveLength(0)
  })

  test('attack: the right code doesn’t work in another browser', async () => {
    const { pending, code } = await requested()
    const expired = { ok: false, reason: 'expired' }
    expect(await redeemCode({ ...pending, bindingSecret: randomId() }, here(), code)).toEqual(expired)
    expect(await redeemCode({ bindingSecret: pending.bindingSecret }, here(), code)).toEqual(expired)
    expect(await redeemCode(undefined, here(), code)).toEqual(expired)
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
  })

  test('attack: a made-up attempt id with another browser’s binding secret redeems nothing', async () => {
    const [theirs, mine] = [await requested(), await requested()]
    const forged = { bindingSecret: mine.pending.bindingSecret, attemptId: theirs.attempt.id }
    const expired = { ok: false, reason: 'expired' }
    for (const code of [theirs.code, mine.code]) {
      expect(await redeemCode(forged, here(), code)).toEqual(expired)
      expect(await redeemCode({ ...forged, attemptId: randomId() }, here(), code)).toEqual(expired)
    }
    expect(isRequestingBrowser(theirs.attempt, forged)).toBe(false)
    // The premise: each code works for its own.
    expect(await redeemCode(theirs.pending, here(), theirs.code)).toMatchObject({ ok: true })
    expect(await redeemCode(mine.pending, here(), mine.code)).toMatchObject({ ok: true })
  })

  test('attack: another browser can’t use up the tries', async () => {
    const { pending, code, sent } = await requested()
    for (const wrong of otherCodes(10, sent)) {
      await redeemCode({ ...pending, bindingSecret: randomId() }, here(), wrong)
    }
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
  })

  test('attack: email after email, a patient guesser gets ten wrong codes a day, and harms no one’s link', async () => {
    const email = newAddress()
    const victim = await requested(email)
    await guessTenTimes(email)
    const third = await requested(email)
    const paused = { ok: false, reason: 'codes-paused' }
    expect(await redeemCode(third.pending, here(), third.wrong[0] ?? '')).toEqual(paused)
    // Not even the right one. Otherwise the guesser could go on.
    expect(await redeemCode(third.pending, here(), third.code)).toEqual(paused)
    expect(await redeemCode(victim.pending, here(), victim.code)).toEqual(paused)
    const { attempt, link } = await liveLink(victim.sent[0]?.token ?? '')
    expect(await redeemLink(attempt, link, by(victim.pending))).toMatchObject({ ok: true })
  })

  test('attack: address after address, a client gets 30 wrong codes a day', async () => {
    const client = randomId()
    for (let n = 0; n < 30; n++) {
      const { pending, wrong } = await requested()
      const guessed = await redeemCode(pending, { device: device(), client }, wrong[0] ?? '')
      expect(guessed).toMatchObject({ triesLeft: 4 })
    }
    const { pending, code } = await requested()
    const paused = { ok: false, reason: 'codes-paused' }
    expect(await redeemCode(pending, { device: device(), client }, code)).toEqual(paused)
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
  })

  test('attack: wrong codes elsewhere don’t pause the codes of a known device', async () => {
    const email = newAddress()
    await guessTenTimes(email)
    const { pending, code } = await requested(email)
    const paused = { ok: false, reason: 'codes-paused' }
    const since = Date.now() - days(2)
    expect(await redeemCode(pending, here({ email: 'bob@example.com', since }), code)).toEqual(paused)
    expect(await redeemCode(pending, here({ email, since: Date.now() }), code)).toEqual(paused)
    expect(await redeemCode(pending, here({ email, since }), code)).toMatchObject({ ok: true })
  })

  test('right codes don’t count against the day’s limit', async () => {
    const email = newAddress()
    for (let n = 0; n < 12; n++) {
      const { pending, code } = await requested(email)
      expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
    }
  })

  test('attack: waiting for the attempt’s next email gives no new tries', async () => {
    const { attempt, pending, wrong } = await requested()
    await redeemCode(pending, here(), wrong[0] ?? '')
    const lifetime = await redis().pttl(`wrong-codes:attempt:${hash(attempt.id)}`)
    expect(lifetime).toBeGreaterThan(hours(2) - 10_000)
  })

  test('a code counts as used once its link was used elsewhere', async () => {
    const { attempt, link, pending, code } = await requested()
    expect(await redeemLink(attempt, link, by(stranger()))).toMatchObject({ ok: true })
    expect(await redeemCode(pending, here(), code)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('redeemLink', () => {
  test('leads to where the requesting browser was going last', async () => {
    const { attempt, pending, sent } = await requested()
    // Too early for another email, so that this one has to lead there.
    await expect(storeLink({ email: attempt.email, ...pending, next: '/dashboard?tab=2' })).rejects.toThrow()
    const found = await liveLink(sent[0]?.token ?? '')
    expect(await redeemLink(found.attempt, found.link, by(pending))).toMatchObject({
      ok: true,
      next: '/dashboard?tab=2',
    })
  })

  test('attack: a pending cookie of another attempt doesn’t decide where the link leads', async () => {
    const { attempt, link } = await requested()
    const elsewhere = await storeLink({ next: '/elsewhere' })
    const redeemer = by({ ...elsewhere.pending, attemptId: attempt.id })
    expect(await redeemLink(attempt, link, redeemer)).toMatchObject({ ok: true, next: '/dashboard' })
  })

  test('signs in though its address was said to have no account, and got one in between', async () => {
    const first = await requested()
    const other = await requested(first.attempt.email)
    expect(await redeemLink(first.attempt, first.link, by(first.pending))).toMatchObject({ ok: true })
    expect(other.link.hasUser).toBe(false)
    expect(await redeemLink(other.attempt, other.link, by(other.pending))).toMatchObject({ ok: true })
  })

  test('attack: a link that claims an account, without one, makes none', async () => {
    const { attempt, sent, pending } = await requested()
    await noteAttempt(attempt.id, { 'hasUser:1': 1 })
    const found = await liveLink(sent[0]?.token ?? '')
    expect(found.link.hasUser).toBe(true)
    expect(await redeemLink(found.attempt, found.link, by(pending))).toEqual({ ok: false, reason: 'revoked' })
  })

  test('attack: a link requested while sign-up was open makes no account once it is closed', async () => {
    const { attempt, link, pending } = await requested()
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./redeem')
    expect(await closed.redeemLink(attempt, link, by(pending))).toEqual({ ok: false, reason: 'revoked' })
    vi.unstubAllEnvs()
    expect(await redeemLink(attempt, link, by(pending))).toMatchObject({ ok: true })
    // A visitor with an account can still sign in.
    const again = await requested(attempt.email)
    expect(await closed.redeemLink(again.attempt, again.link, by(again.pending))).toMatchObject({ ok: true })
  })
})

/** Uses up an address's wrong codes of a day, as someone else's browsers. */
async function guessTenTimes(email: string) {
  for (let attempt = 0; attempt < 2; attempt++) {
    const { pending, wrong } = await requested(email)
    for (const code of wrong) expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: false })
  }
}

describe('"Keep me signed in"', () => {
  const rowOf = (id: string) => db().session.findUniqueOrThrow({ where: { id } })

  test('attack: a later request that ticks it doesn’t keep what an earlier one had unticked', async () => {
    const email = newAddress()
    const first = await storeLink({ email, remember: false })
    await endCooldown(first.attemptId)
    const second = await storeLink({ email, ...first.pending, remember: true })
    // The premise: both links are of one attempt.
    expect(second.attemptId).toBe(first.attemptId)
    const { attempt, link } = await liveLink(first.token)
    const redeemed = await redeemLink(attempt, link, { pending: first.pending, device: device() })
    expect(redeemed).toMatchObject({ ok: true, session: { remember: false } })
  })

  test('a code has the choice of its own email, too', async () => {
    const email = newAddress()
    const first = await storeLink({ email, remember: false })
    await endCooldown(first.attemptId)
    const second = await storeLink({ email, ...first.pending, remember: true })
    expect(await redeemCode(second.pending, here(), first.code)).toMatchObject({
      session: { remember: false },
    })
  })

  test('attack: unticked, it leaves no known device behind, so the next sign-in there is told', async () => {
    const email = newAddress()
    const browser = device()
    const signIn = async (remember: boolean, by: Device) => {
      const { attempt, link } = await liveLink((await storeLink({ email, remember })).token)
      const redeemed = await redeemLink(attempt, link, { pending: stranger(), device: by })
      if (!redeemed.ok) throw new Error(redeemed.reason)
      return redeemed
    }
    await signIn(true, device())
    const short = await signIn(false, browser)
    expect(short.session.isNewDevice).toBe(true)
    expect((await rowOf(short.session.id)).deviceHash).not.toBe(hash(browser.id))
    expect((await signIn(false, browser)).session.isNewDevice).toBe(true)
    // A new sign-in while that session lasts is no news. It doesn't make the device known either.
    const again = await signIn(false, { ...browser, temporaryId: short.device.id })
    expect(again.session.isNewDevice).toBe(false)
    expect((await signIn(true, { ...browser, temporaryId: short.device.id })).session.isNewDevice).toBe(true)
    // One that was known to that address before stays so.
    expect((await signIn(false, { ...browser, email })).session.isNewDevice).toBe(false)
    // And another account's device isn't linked to this one.
    const other = await signIn(false, { ...browser, email: newAddress() })
    expect(other.device).toMatchObject({ email: undefined })
    expect(other.device.id).not.toBe(browser.id)
  })
})
