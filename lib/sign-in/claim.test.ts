import { describe, expect, test, vi } from 'vitest'
import { randomId } from '@/lib/secrets'
import { storeAttempt } from './attempt'
import { claimWithCode, claimWithLink, isAskingBrowser } from './claim'
import type { Pending } from './pending-cookie'

async function asked() {
  const about = { email: `${randomId()}@example.com`, next: '/dashboard', browser: randomId() }
  const { attempt, challenge } = await storeAttempt(about)
  const pending: Pending = {
    browser: about.browser,
    attempt: { id: attempt.id, email: about.email, next: about.next },
  }
  const wrong = challenge.code === '000000' ? '000001' : '000000'
  return { attempt, pending, code: challenge.code, wrong }
}

describe('isAskingBrowser', () => {
  test('is the one with the secret, whatever attempt its cookie names', async () => {
    const { attempt, pending } = await asked()
    expect(isAskingBrowser(attempt, pending)).toBe(true)
    expect(isAskingBrowser(attempt, { browser: pending.browser })).toBe(true)
    expect(isAskingBrowser(attempt, { ...pending, browser: randomId() })).toBe(false)
    expect(isAskingBrowser(attempt, undefined)).toBe(false)
  })
})

describe('claimWithCode', () => {
  test('signs in the browser that asked', async () => {
    const { pending, code } = await asked()
    expect(await claimWithCode(pending, code)).toMatchObject({ ok: true, next: '/dashboard' })
  })

  test('counts down the tries, and then refuses the right code too', async () => {
    const { pending, code, wrong } = await asked()
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await claimWithCode(pending, wrong)).toEqual({ ok: false, reason: 'wrong-code', triesLeft })
    }
    expect(await claimWithCode(pending, wrong)).toEqual({ ok: false, reason: 'too-many-tries' })
    expect(await claimWithCode(pending, code)).toEqual({ ok: false, reason: 'too-many-tries' })
  })

  test('attack: 100 guesses at once get five looks', async () => {
    const { pending, wrong } = await asked()
    const guesses = await Promise.all(Array.from({ length: 100 }, () => claimWithCode(pending, wrong)))
    // The fifth look is the last: it says so instead of counting.
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'wrong-code')).toHaveLength(4)
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'too-many-tries')).toHaveLength(96)
  })

  test('attack: the right code in another browser is no code', async () => {
    const { pending, code } = await asked()
    const thief = { ...pending, browser: randomId() }
    expect(await claimWithCode(thief, code)).toEqual({ ok: false, reason: 'expired' })
    expect(await claimWithCode({ browser: pending.browser }, code)).toEqual({ ok: false, reason: 'expired' })
    expect(await claimWithCode(undefined, code)).toEqual({ ok: false, reason: 'expired' })
  })

  test('attack: another browser can not use up the tries', async () => {
    const { pending, code, wrong } = await asked()
    for (let n = 0; n < 10; n++) await claimWithCode({ ...pending, browser: randomId() }, wrong)
    expect(await claimWithCode(pending, code)).toMatchObject({ ok: true })
  })

  test('using the link ends the code, and wrong codes leave the link alone', async () => {
    const { attempt, pending, code, wrong } = await asked()
    for (let n = 0; n < 6; n++) await claimWithCode(pending, wrong)
    expect(await claimWithLink(attempt, randomId())).toMatchObject({ ok: true })
    const other = await asked()
    expect(await claimWithLink(other.attempt, randomId())).toMatchObject({ ok: true })
    expect(await claimWithCode(other.pending, other.code)).toEqual({ ok: false, reason: 'used' })
    expect(await claimWithCode(pending, code)).toEqual({ ok: false, reason: 'too-many-tries' })
  })
})

describe('claimWithLink', () => {
  test('attack: a link asked for while sign-up was open makes no account once it is closed', async () => {
    const { attempt, pending } = await asked()
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const closed = await import('./claim')
    expect(await closed.claimWithLink(attempt, pending.browser)).toEqual({ ok: false, reason: 'used' })
    vi.unstubAllEnvs()
    expect(await claimWithLink(attempt, pending.browser)).toMatchObject({ ok: true })
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const member = await import('./claim')
    const { attempt: second } = await storeAttempt({
      email: attempt.email,
      next: '/dashboard',
      browser: randomId(),
    })
    expect(await member.claimWithLink(second, randomId())).toMatchObject({ ok: true })
    vi.unstubAllEnvs()
  })
})
