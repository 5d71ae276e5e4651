import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newAddress, newRedemption, storeLink } from '@/e2e/support/redemption'
import { findToUndo, openEmailChange } from '@/lib/account/email-change'
import { confirmEmailChange, undoEmailChange } from '@/lib/account/email-change-outcome'
import { db } from '@/lib/platform/db'
import { days, minutes } from '@/lib/platform/time'
import { format, parse } from './link-token'
import { findMove, UNDO_LIFETIME } from './moved-address'
import { redeemCode } from './redeem'
import { createSession, findLiveSession, whyOver } from './session'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  }
})

const { device } = newRedemption()

/** An account that an intruder has moved to another address, a minute ago. */
async function moved(newEmail = newAddress()) {
  const redeemed = await createSession(newRedemption())
  const session = redeemed.ok && (await findLiveSession(redeemed.session.id))
  if (!session) throw new Error('not signed in')
  const { id: sessionId, userId, email: oldEmail } = session
  const change = await openEmailChange({ userId, sessionId, oldEmail, newEmail }, device)
  expect(await confirmEmailChange(change.confirmToken, { id: sessionId, userId })).toMatchObject({ ok: true })
  later(minutes(1))
  return { ...change, userId, oldEmail, newEmail }
}

const signIn = (email: string) => createSession(newRedemption({ email }))
const isUser = async (email: string) => (await db().user.count({ where: { email } })) > 0
const tokenIn = (url: string | undefined) => url?.split('/').at(-1) ?? ''

describe('a sign-in with an address whose account has moved', () => {
  test('attack: makes no new account in place of the one that an intruder has moved', async () => {
    const { oldEmail } = await moved()
    expect(await signIn(oldEmail)).toEqual({ ok: false, reason: 'moved' })
    expect(await isUser(oldEmail)).toBe(false)
  })

  test('can undo that, and then signs in to the old account', async () => {
    const { oldEmail, newEmail, userId, undoToken } = await moved()
    const move = await findMove(oldEmail)
    expect(move?.until).toEqual(new Date(started.getTime() + UNDO_LIFETIME))
    // The notice's link works, too.
    expect(await findToUndo(undoToken)).toMatchObject({ ok: true })
    expect(await undoEmailChange(tokenIn(move?.undoUrl))).toMatchObject({ ok: true, lostBy: newEmail })
    expect(await undoEmailChange(undoToken)).toMatchObject({ ok: false, state: 'canceled' })
    expect(await findMove(oldEmail)).toBeUndefined()
    later(minutes(2))
    const again = await signIn(oldEmail)
    expect(again.ok && (await findLiveSession(again.session.id))?.userId).toBe(userId)
  })

  test('says so before the button, and with a code', async () => {
    const { oldEmail } = await moved()
    expect(await whyOver('any', oldEmail, Date.now())).toBe('moved')
    const { pending, code } = await storeLink({ email: oldEmail })
    expect(await redeemCode(pending, { device, client: newAddress() }, code)).toEqual({
      ok: false,
      reason: 'moved',
    })
  })

  test('gets a link even if sign-up is closed', async () => {
    const { oldEmail } = await moved()
    vi.resetModules()
    vi.stubEnv('SIGN_UP', 'closed')
    const { recipientOf } = await import('./recipient')
    expect(await recipientOf(oldEmail)).toMatchObject({ canSignIn: true, userId: undefined })
    expect((await recipientOf(newAddress())).canSignIn).toBe(false)
  })

  test('after three days makes a new account, and not a moment sooner', async () => {
    const { oldEmail } = await moved()
    later(days(3) - 1)
    expect(await signIn(oldEmail)).toEqual({ ok: false, reason: 'moved' })
    later(days(3))
    expect(await findMove(oldEmail)).toBeUndefined()
    expect(await signIn(oldEmail)).toMatchObject({ ok: true })
  })

  test('isn’t kept out by a change that is pending, nor once the account is deleted', async () => {
    const { oldEmail, userId } = await moved()
    await db().emailChange.updateMany({ where: { oldEmail }, data: { confirmedAt: null } })
    expect(await whyOver('any', oldEmail, Date.now())).toBeUndefined()
    await db().emailChange.updateMany({ where: { oldEmail }, data: { confirmedAt: started } })
    await db().user.delete({ where: { id: userId } })
    expect(await signIn(oldEmail)).toMatchObject({ ok: true })
  })

  test('signs in to the account that has the address again', async () => {
    const { oldEmail, newEmail, userId } = await moved()
    await db().user.update({ where: { id: userId }, data: { email: oldEmail } })
    expect(await whyOver('any', oldEmail, Date.now())).toBeUndefined()
    expect(await signIn(oldEmail)).toMatchObject({ ok: true })
    expect(await findMove(newEmail)).toBeUndefined()
  })
})

test('attack: the offered link can’t be made up, nor used for anything else', async () => {
  const [{ oldEmail }, { id }] = [await moved(), await moved()]
  const offered = tokenIn((await findMove(oldEmail))?.undoUrl)
  expect(await findToUndo(format(id, parse(offered)?.secret ?? ''))).toEqual({ ok: false, state: 'unknown' })
  expect(await findToUndo(offered.replace(/.{3}$/, 'AAA'))).toEqual({ ok: false, state: 'unknown' })
  expect(await confirmEmailChange(offered, undefined)).toEqual({ ok: false, state: 'unknown' })
})
