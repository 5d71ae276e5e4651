import { expect } from 'vitest'
import { createSession, findLiveSession } from '@/lib/auth/session'
import { minutes } from '@/lib/platform/time'
import { newRedemption } from './redemption'

/**
 * For unit tests: an account, and an intruder in it, whose browser is a known device by now, and who
 * has requested another link. All of it happened a minute ago.
 */
export async function intrusion(email = newRedemption().email) {
  const requestedAt = Date.now() - minutes(1)
  const owner = newRedemption({ email, requestedAt })
  const mine = await sessionOf(owner)
  const intruder = newRedemption({ email, requestedAt })
  expect(await sessionOf(intruder)).toMatchObject({ isNewDevice: true })
  const signInAgain = (at: number) =>
    createSession(newRedemption({ email, device: intruder.device, requestedAt: at }))
  const theirs = await signInAgain(requestedAt)
  // The premise: their browser is known, so the owner hears of no further sign-in there.
  if (!theirs.ok || theirs.session.isNewDevice) throw new Error('not known')
  const userId = (await findLiveSession(mine.id))?.userId ?? ''
  return {
    account: { id: userId, userId, email },
    mine,
    /** The owner's next sign-in in the same browser. */
    signInAsOwner: () =>
      createSession(newRedemption({ email, device: owner.device, requestedAt: Date.now() + minutes(1) })),
    myDevice: owner.device,
    theirs: theirs.session,
    redeemEarlierLink: () => signInAgain(requestedAt),
    comeBack: () => signInAgain(Date.now() + minutes(1)),
  }
}

/** Neither sessions nor earlier links let the intruder in, and the owner will hear of their return. */
export async function expectThrownOut(intruder: Awaited<ReturnType<typeof intrusion>>): Promise<void> {
  expect(await findLiveSession(intruder.theirs.id)).toBeUndefined()
  expect(await intruder.redeemEarlierLink()).toEqual({ ok: false, reason: 'revoked' })
  expect(await intruder.comeBack()).toMatchObject({ ok: true, session: { isNewDevice: true } })
}

async function sessionOf(about: Parameters<typeof createSession>[0]) {
  const redeemed = await createSession(about)
  if (!redeemed.ok) throw new Error('not redeemed')
  return redeemed.session
}
