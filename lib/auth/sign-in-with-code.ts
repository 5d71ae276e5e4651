import 'server-only'
import { startSession } from '@/lib/auth/current-session'
import { type Device, thisDevice } from '@/lib/auth/device'
import { recordAfterResponse } from '@/lib/auth/events'
import { type Pending, type PendingAttempt, pendingCookie } from '@/lib/auth/pending-cookie'
import { type CodeRedemption, redeemCode } from '@/lib/auth/redeem'
import { newAttempt } from '@/lib/auth/request-link'
import { log } from '@/lib/platform/log'

export type CodeOutcome = CodeRedemption | { ok: false; reason: 'unavailable' }

/** Signs this browser in with an emailed code: six digits. For actions. */
export async function signInWithCode(code: string): Promise<CodeOutcome> {
  const [pending, device] = [await pendingCookie.read(), await thisDevice()]
  try {
    const redeemed = await redeemCode(pending, device, code)
    if (redeemed.ok) await startSession(redeemed, device)
    else if (pending?.attempt) await afterFailure(redeemed.reason, pending.attempt, pending, device)
    return redeemed
  } catch (error) {
    log.error('code.redeem_failed', error)
    return { ok: false, reason: 'unavailable' }
  }
}

async function afterFailure(reason: string, attempt: PendingAttempt, pending: Pending, device: Device) {
  const { email, ...options } = attempt
  if (reason === 'wrong-code' || reason === 'too-many-tries') {
    const { name, network } = device
    recordAfterResponse({ email }, { type: 'wrong-code', device: name, network })
  }
  if (reason === 'too-many-tries') {
    // The waiting room then says why, and the next request is a new attempt.
    const next = { ...newAttempt(email, options), tooManyTries: true }
    await pendingCookie.write({ ...pending, attempt: next })
  }
}
