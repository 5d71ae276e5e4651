import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Device } from '@/lib/auth/device'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { hours } from '@/lib/platform/time'
import { findByToken, readMagicLinks, storeMagicLink } from './magic-link'
import type { Pending } from './pending-cookie'
import { isRequestingBrowser, type Redeemer, redeemCode, redeemLink } from './redeem'

/** A browser that has asked, with the newest of its mails. */
async function asked(email = `${randomId()}@example.com`, mails = 1) {
  const [attemptId, bindingSecret] = [randomId(), randomId()]
  const about = { attemptId, email, next: '/dashboard', device: 'Firefox on Windows', bindingSecret }
  const sent = await Promise.all(Array.from({ length: mails }, () => storeMagicLink(about, [])))
  const [newest] = sent
  if (!newest) throw new Error('no mail')
  const [link] = await readMagicLinks([newest.id])
  if (!link) throw new Error('no challenge')
  const links = sent.map(({ id }) => id)
  const pending: Pending = {
    bindingSecret,
    attempt: {
      id: attemptId,
      email,
      next: '/dashboard',
      remember: true,
      links,
      sent: mails,
      sentAt: Date.now(),
    },
  }
  const wrong = ['000000', '000001', '000002', '000003'].find((code) =>
    sent.every((mail) => mail.code !== code),
  )
  return { link, pending, sent, code: newest.code, wrong: wrong as string }
}

const stranger = (): Pending => ({ bindingSecret: randomId() })

const here = (): Device => ({ id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…' })
const by = (pending: Pending): Redeemer => ({ pending, device: here(), remember: true })

afterEach(() => vi.unstubAllEnvs())

describe('isRequestingBrowser', () => {
  test('is the one with the secret, whatever attempt its cookie names', async () => {
    const { link, pending } = await asked()
    expect(isRequestingBrowser(link, pending)).toBe(true)
    expect(isRequestingBrowser(link, { bindingSecret: pending.bindingSecret })).toBe(true)
    expect(isRequestingBrowser(link, { ...pending, bindingSecret: randomId() })).toBe(false)
    expect(isRequestingBrowser(link, undefined)).toBe(false)
  })
})

describe('redeemCode', () => {
  test('signs in the browser that asked', async () => {
    const { pending, code } = await asked()
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true, next: '/dashboard' })
  })

  test('takes the code of an older mail, and that ends the newer ones', async () => {
    const { pending, sent } = await asked(undefined, 3)
    const [newest, , oldest] = sent
    if (!newest || !oldest) throw new Error('three were sent')
    expect(await redeemCode(pending, here(), oldest.code)).toMatchObject({ ok: true })
    const found = await findByToken(newest.token)
    if (found.state !== 'live') throw new Error('Redis has not forgotten it')
    expect(await redeemLink(found.link, by(stranger()))).toEqual({ ok: false, reason: 'used' })
  })

  test('counts down the tries, and then the attempt is over: the right code and the link too', async () => {
    const { pending, sent, code, wrong } = await asked()
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

  test('attack: asking again gives no new tries', async () => {
    const { pending, wrong } = await asked(undefined, 3)
    for (let n = 0; n < 4; n++) await redeemCode(pending, here(), wrong)
    expect(await redeemCode(pending, here(), wrong)).toEqual({ ok: false, reason: 'too-many-tries' })
    expect(await readMagicLinks(pending.attempt?.links ?? [])).toEqual([])
  })

  test('attack: 100 guesses at once get five looks', async () => {
    const { pending, wrong } = await asked()
    const guesses = await Promise.all(Array.from({ length: 100 }, () => redeemCode(pending, here(), wrong)))
    // The fifth look is the last: it says so instead of counting.
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'wrong-code')).toHaveLength(4)
    expect(guesses.filter((guess) => guess.ok)).toHaveLength(0)
  })

  test('attack: the right code in another browser is no code', async () => {
    const { pending, code } = await asked()
    const expired = { ok: false, reason: 'expired' }
    expect(await redeemCode({ ...pending, bindingSecret: randomId() }, here(), code)).toEqual(expired)
    expect(await redeemCode({ bindingSecret: pending.bindingSecret }, here(), code)).toEqual(expired)
    expect(await redeemCode(undefined, here(), code)).toEqual(expired)
  })

  test('attack: another browser can not use up the tries', async () => {
    const { pending, code, wrong } = await asked()
    for (let n = 0; n < 10; n++) await redeemCode({ ...pending, bindingSecret: randomId() }, here(), wrong)
    expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
  })

  test('attack: mail after mail gives a patient guesser ten wrong codes a day, and harms nobody’s link', async () => {
    const email = `${randomId()}@example.com`
    const victim = await asked(email)
    for (let attempt = 0; attempt < 2; attempt++) {
      const { pending, wrong } = await asked(email)
      for (let n = 0; n < 5; n++)
        expect(await redeemCode(pending, here(), wrong)).toMatchObject({ ok: false })
    }
    const third = await asked(email)
    const paused = { ok: false, reason: 'codes-paused' }
    expect(await redeemCode(third.pending, here(), third.wrong)).toEqual(paused)
    // Not even the right one, or guessing would go on.
    expect(await redeemCode(third.pending, here(), third.code)).toEqual(paused)
    expect(await redeemCode(victim.pending, here(), victim.code)).toEqual(paused)
    expect(await findByToken(victim.sent[0]?.token ?? '')).toMatchObject({ state: 'live' })
    expect(await redeemLink(victim.link, by(victim.pending))).toMatchObject({ ok: true })
  })

  test('attack: wrong codes elsewhere do not pause those of a browser that has signed in before', async () => {
    const email = `${randomId()}@example.com`
    for (let attempt = 0; attempt < 2; attempt++) {
      const { pending, wrong } = await asked(email)
      for (let n = 0; n < 5; n++) await redeemCode(pending, here(), wrong)
    }
    const { pending, code } = await asked(email)
    const paused = { ok: false, reason: 'codes-paused' }
    const someoneElse = { ...here(), email: 'bob@example.com' }
    expect(await redeemCode(pending, someoneElse, code)).toEqual(paused)
    expect(await redeemCode(pending, { ...here(), email }, code)).toMatchObject({ ok: true })
  })

  test('right codes use up nothing of the day', async () => {
    const email = `${randomId()}@example.com`
    for (let n = 0; n < 12; n++) {
      const { pending, code } = await asked(email)
      expect(await redeemCode(pending, here(), code)).toMatchObject({ ok: true })
    }
  })

  test('attack: waiting for the next mail of an attempt gives no new tries', async () => {
    const { pending, wrong } = await asked()
    await redeemCode(pending, here(), wrong)
    const lifetime = await redis().pttl(`limit:guessesPerAttempt:${hash(pending.attempt?.id ?? '')}`)
    expect(lifetime).toBeGreaterThan(hours(2) - 10_000)
  })

  test('a code whose link was used elsewhere is used', async () => {
    const { link, pending, code } = await asked()
    expect(await redeemLink(link, by(stranger()))).toMatchObject({ ok: true })
    expect(await redeemCode(pending, here(), code)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('redeemLink', () => {
  test('goes to where the asking browser was going last', async () => {
    const { link, pending } = await asked()
    const onTheWay = { ...pending, attempt: { ...pending.attempt, next: '/dashboard?tab=2' } } as Pending
    expect(await redeemLink(link, by(onTheWay))).toMatchObject({ ok: true, next: '/dashboard?tab=2' })
  })

  test('attack: a pending cookie of another attempt does not say where to', async () => {
    const { link } = await asked()
    const other = (await asked()).pending
    const elsewhere = { ...other, attempt: { ...other.attempt, next: '/elsewhere' } } as Pending
    expect(await redeemLink(link, by(elsewhere))).toMatchObject({ ok: true, next: '/dashboard' })
  })

  test('attack: a link asked for while sign-up was open makes no account once it is closed', async () => {
    const { link, pending } = await asked()
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./redeem')
    expect(await closed.redeemLink(link, by(pending))).toEqual({ ok: false, reason: 'revoked' })
    vi.unstubAllEnvs()
    expect(await redeemLink(link, by(pending))).toMatchObject({ ok: true })
    // Who has an account still comes in.
    const again = await asked(link.email)
    expect(await closed.redeemLink(again.link, by(again.pending))).toMatchObject({ ok: true })
  })
})
