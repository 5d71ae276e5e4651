import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { minutes } from '@/lib/platform/time'
import { findSignInToReport, reportSignIn, reportUrl } from './report'
import { createSession, endSessions, findLiveSession } from './session'

const started = Date.now()

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function sessionOf(about: ReturnType<typeof newRedemption>) {
  const redeemed = await createSession(about)
  if (!redeemed.ok) throw new Error('not redeemed')
  return redeemed.session
}

/** An account, and then an intruder's first sign-in to it. */
async function intrusion() {
  const owner = newRedemption()
  const mine = await sessionOf(owner)
  vi.setSystemTime(started + minutes(1))
  const intruder = newRedemption({ email: owner.email })
  const theirs = await sessionOf(intruder)
  const signInAgain = () => sessionOf({ ...intruder, attemptId: randomId() })
  return { mine, theirs, signInAgain }
}

const found = async (sessionId: string) => {
  const signIn = await findSignInToReport(reportUrl(sessionId).split('/').at(-1) ?? '')
  if (!signIn) throw new Error('nothing to report')
  return signIn
}

describe('reportSignIn', () => {
  test('ends every session, once', async () => {
    const { mine, theirs } = await intrusion()
    await reportSignIn(await found(theirs.id))
    for (const { id } of [mine, theirs]) expect(await findLiveSession(id)).toBeUndefined()
    await expect(found(theirs.id)).rejects.toThrow('nothing to report')
  })

  test('attack: signing out before the report doesn’t keep an intruder’s device known', async () => {
    const { mine, theirs, signInAgain } = await intrusion()
    const again = await signInAgain()
    // The premise: it is known.
    expect(again.isNewDevice).toBe(false)
    for (const { id } of [theirs, again]) await endSessions({ id }, 'signed-out')
    await reportSignIn(await found(theirs.id))
    expect(await signInAgain()).toMatchObject({ isNewDevice: true })
    const owner = await db().session.findUniqueOrThrow({ where: { id: mine.id } })
    expect(owner.endReason).toBe('reported')
  })
})
