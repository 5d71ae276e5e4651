import { beforeEach, describe, expect, test, vi } from 'vitest'
import { expectThrownOut, intrusion } from '@/e2e/support/intrusion'
import { newRedemption } from '@/e2e/support/redemption'
import { recipientOf } from '@/lib/auth/recipient'
import { createSession, endSessions, findLiveSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { minutes } from '@/lib/platform/time'
import { disableAccount, enableAccount } from './disable'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function signedUp() {
  const { email, ...about } = newRedemption()
  const redeemed = await createSession({ ...about, email })
  if (!redeemed.ok) throw new Error('not redeemed')
  const session = await findLiveSession(redeemed.session.id)
  if (!session) throw new Error('no session')
  return { id: session.userId, email, sessionId: session.id }
}

const eventsOf = async (userId: string) =>
  (await db().event.findMany({ where: { userId }, orderBy: { at: 'asc' } })).map(({ type }) => type)

describe('disableAccount', () => {
  test('ends every session, keeps the user out, and is recorded once', async () => {
    const account = await signedUp()
    later(minutes(1))
    expect(await disableAccount(account)).toBe(true)
    expect(await disableAccount(account)).toBe(false)
    expect(await findLiveSession(account.sessionId)).toBeUndefined()
    expect((await recipientOf(account.email)).canSignIn).toBe(false)
    later(minutes(2))
    expect(await createSession(newRedemption({ email: account.email }))).toEqual({
      ok: false,
      reason: 'revoked',
    })
    expect(await eventsOf(account.id)).toEqual(['disabled'])
  })

  test('attack: once the account is enabled again, neither an earlier link nor a known device helps an intruder', async () => {
    vi.useRealTimers()
    const intruder = await intrusion()
    await disableAccount(intruder.account)
    await enableAccount(intruder.account.id)
    await expectThrownOut(intruder)
  })

  test('changes neither how earlier sessions ended nor anyone else', async () => {
    const [account, stranger] = [await signedUp(), await signedUp()]
    await endSessions({ id: account.sessionId }, 'signed-out')
    await disableAccount(account)
    const row = await db().session.findUnique({ where: { id: account.sessionId } })
    expect(row?.endReason).toBe('signed-out')
    expect(await findLiveSession(stranger.sessionId)).toBeDefined()
  })
})

describe('enableAccount', () => {
  test('attack: no session or link from before works again, but a new link signs in', async () => {
    const account = await signedUp()
    later(minutes(1))
    const link = newRedemption({ email: account.email })
    later(minutes(2))
    await disableAccount(account)
    later(minutes(3))
    expect(await enableAccount(account.id)).toBe(true)
    expect(await findLiveSession(account.sessionId)).toBeUndefined()
    expect(await createSession(link)).toEqual({ ok: false, reason: 'revoked' })
    later(minutes(3) + 1)
    expect(await createSession(newRedemption({ email: account.email }))).toMatchObject({ ok: true })
    expect(await eventsOf(account.id)).toEqual(['disabled', 'enabled'])
  })

  test('doesn’t sign out a user who was never disabled', async () => {
    const account = await signedUp()
    expect(await enableAccount(account.id)).toBe(false)
    expect(await findLiveSession(account.sessionId)).toBeDefined()
    expect(await eventsOf(account.id)).toEqual([])
  })
})
