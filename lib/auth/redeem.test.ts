import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Device } from '@/lib/auth/device'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { hours } from '@/lib/platform/time'
import { findByToken, readMagicLinks, storeMagicLink } from './magic-link'
import type { Pending } from './pending-cookie'
import { isRequestingBrowser, type Redeemer, redeemCode, redeemLink } from './redeem'

/** A browser that has requested that many emails, and the newest one's link and code. */
async function requested(email = `${randomId()}@example.com`, emails = 1) {
  const [attemptId, bindingSecret] = [randomId(), randomId()]
  const about = { attemptId, email, next: '/dashboard', device: 'Firefox on Windows', bindingSecret }
  const sent = await Promise.all(Array.from({ length: emails }, () => storeMagicLink(about, [])))
  const [newest] = sent
  if (!newest) throw new Error('no email')
  const [link] = await readMagicLinks([newest.id])
  if (!link) throw new Error('no link')
  const links = sent.map(({ id }) => id)
  const pending: Pending = {
    bindingSecret,
    attempt: {
      id: attemptId,
      email,
      next: '/dashboard',
      remember: true,
      links,
      sent: emails,
      sentAt: Date.now(),
    },
  }
  const wrong = ['000000', '000001', '000002', '000003'].find((code) =>
    sent.every((email) => email.code !== code),
  )
  return { link, pending, sent, code: newest.code, wrong: wrong as string }
}

const stranger = (): Pending => ({ bindingSecret: randomId() })

const here = (): Device => ({ id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…' })
const by = (pending: Pending): Redeemer => ({ pending, device: here(), remember: true })

afterEach(() => vi.unstubAllEnvs())

describe('isRequestingBrowser', () => {
  test('is the browser with the binding secret, whatever attempt its cookie names', async () => {
    const { link, pending } = await requested()
    expect(isRequestingBrowser(link, pending)).toBe(true)
    expect(isRequestingBrowser(link, { bindingSecret: pending.bindingSecret })).toBe(true)
    expect(isRequestingBrowser(link, { ...pending, bindingSecret: randomId() })).toBe(false)
    expect(isRequestingBrowser(link, undefined)).toBe(false)
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
    const found = await findByToken(newest.token)
    if (found.state !== 'live') throw new Error('Redis has not forgotten it')
    expect(await redeemLink(found.link, by(stranger()))).toEqual({ ok: false, reason: 'used' })
  })

  test('counts down the tries, and then the attempt ends, with the right code and the link', async () => {
    const { pending, sent, code, wrong } = await requested()
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await redeemCode(pending, here(), wrong)).toEqual({
        ok: false,
        reason: 'wrong-code',
        triesLeft,
      })
    }
    expect(await redeemCode(pending, here(), wrong)).toEqual({ ok: false, reason: 'too-many-tries' })
    expect(await redeemCode(pending, here(), code)).toEqual({ ok: false, reason: 'expired' })
    expect(await findByToken(sent[0]?.token ?? '')).toMatchObject({ state: 'dead', reason: 'too-many-tries' })
  })

  test('attack: requesting another email gives no new tries', async () => {
    const { pending, wrong } = await requested(undefined, 3)
    for (let n = 0; n < 4; n++) await redeemCode(pending, here(), wrong)
    expect(await redeemCode(pending, here(), wrong)).toEqual({ ok: false, reason: 'too-many-tries' })
    expect(await readMagicLinks(pending.attempt?.links ?? [])).toEqual([])
  })

  test('attack: of 100 guesses at once, five are looked at', async () => {
    const { pending, wrong } = await requested()
    const guesses = await Promise.all(Array.from({ length: 100 }, () => redeemCode(pending, here(), wrong)))
    // The fifth one says that it was the last, instead of counting.
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'wrong-code')).toHaveLength(4)
    expect(guesses.filter((guess) => guess.ok)).toHaveLength(0)
  })

  test('attack: the right code doesn’t work in another browser', async () => {
    const { pending, code } = await requested()
    const expired = { ok: false, reason: 'expired' }
    expect(await redeemCode({ ...pending, bindingSecret: randomId() }, here(), code)).toEqual(expired)
    expect(await redeemCode({ bindingSecret: pending.bindingSecret }, here(), code)).toEqual(expired)
    expect(await redeemCode(undefined, here(), code)).toEqual(expired)
  })

  test('attack: another browser can’t use up the tries', async () => {
    const { pending, code, wrong } = await requested()
    for (let n = 0; n < 10; n++) await redeemCode({ ...pending, bindingSecret: randomId() }, here(), wrong)
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
  })

  test('attack: email after email, a patient guesser gets ten wrong codes a day, and harms no one’s link', async () => {
    const email = `${randomId()}@example.com`
    const victim = await requested(email)
    for (let attempt = 0; attempt < 2; attempt++) {
      const { pending, wrong } = await requested(email)
      for (let n = 0; n < 5; n++)
        expect(await redeemCode(pending, here(), wrong)).toMatchObject({ ok: false })
    }
    const third = await requested(email)
    const paused = { ok: false, reason: 'codes-paused' }
    expect(await redeemCode(third.pending, here(), third.wrong)).toEqual(paused)
    // Not even the right one. Otherwise the guesser could go on.
    expect(await redeemCode(third.pending, here(), third.code)).toEqual(paused)
    expect(await redeemCode(victim.pending, here(), victim.code)).toEqual(paused)
    expect(await findByToken(victim.sent[0]?.token ?? '')).toMatchObject({ state: 'live' })
    expect(await redeemLink(victim.link, by(victim.pending))).toMatchObject({ ok: true })
  })

  test('attack: wrong codes elsewhere don’t pause the codes of a known device', async () => {
    const email = `${randomId()}@example.com`
    for (let attempt = 0; attempt < 2; attempt++) {
      const { pending, wrong } = await requested(email)
      for (let n = 0; n < 5; n++) await redeemCode(pending, here(), wrong)
    }
    const { pending, code } = await requested(email)
    const paused = { ok: false, reason: 'codes-paused' }
    const someoneElse = { ...here(), email: 'bob@example.com' }
    expect(await redeemCode(pending, someoneElse, code)).toEqual(paused)
    expect(await redeemCode(pending, { ...here(), email }, code)).toMatchObject({ ok: true })
  })

  test('right codes don’t count against the day’s limit', async () => {
    const email = `${randomId()}@example.com`
    for (let n = 0; n < 12; n++) {
      const { pending, code } = await requested(email)
      expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
    }
  })

  test('attack: waiting for the attempt’s next email gives no new tries', async () => {
    const { pending, wrong } = await requested()
    await redeemCode(pending, here(), wrong)
    const lifetime = await redis().pttl(`limit:guessesPerAttempt:${hash(pending.attempt?.id ?? '')}`)
    expect(lifetime).toBeGreaterThan(hours(2) - 10_000)
  })

  test('a code counts as used once its link was used elsewhere', async () => {
    const { link, pending, code } = await requested()
    expect(await redeemLink(link, by(stranger()))).toMatchObject({ ok: true })
    expect(await redeemCode(pending, here(), code)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('redeemLink', () => {
  test('leads to where the requesting browser was going last', async () => {
    const { link, pending } = await requested()
    const onTheWay = { ...pending, attempt: { ...pending.attempt, next: '/dashboard?tab=2' } } as Pending
    expect(await redeemLink(link, by(onTheWay))).toMatchObject({ ok: true, next: '/dashboard?tab=2' })
  })

  test('attack: a pending cookie of another attempt doesn’t decide where the link leads', async () => {
    const { link } = await requested()
    const other = (await requested()).pending
    const elsewhere = { ...other, attempt: { ...other.attempt, next: '/elsewhere' } } as Pending
    expect(await redeemLink(link, by(elsewhere))).toMatchObject({ ok: true, next: '/dashboard' })
  })

  test('attack: a link requested while sign-up was open makes no account once it is closed', async () => {
    const { link, pending } = await requested()
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./redeem')
    expect(await closed.redeemLink(link, by(pending))).toEqual({ ok: false, reason: 'revoked' })
    vi.unstubAllEnvs()
    expect(await redeemLink(link, by(pending))).toMatchObject({ ok: true })
    // A visitor with an account can still sign in.
    const again = await requested(link.email)
    expect(await closed.redeemLink(again.link, by(again.pending))).toMatchObject({ ok: true })
  })
})
