import 'server-only'
import { headers } from 'next/headers'
import { startSession } from '@/lib/auth/current-session'
import { thisDevice } from '@/lib/auth/device'
import { recordAfterResponse } from '@/lib/auth/events'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import { type CodeRedemption, redeemCode } from '@/lib/auth/redeem'
import { clientAddress } from '@/lib/http/client-address'
import { log } from '@/lib/platform/log'

export type CodeOutcome = CodeRedemption | { ok: false; reason: 'unavailable' }

/** Signs this browser in with an emailed code: six digits. For actions. */
export async function signInWithCode(code: string): Promise<CodeOutcome> {
  const [pending, device] = [await pendingCookie.read(), await thisDevice()]
  try {
    const redeemed = await redeemCode(pending, { device, client: clientAddress(await headers()) }, code)
    if (redeemed.ok) await startSession(redeemed, 'code')
    else if ('email' in redeemed && redeemed.email) {
      const { name, network } = device
      recordAfterResponse({ email: redeemed.email }, { type: 'wrong-code', device: name, network })
    }
    // A pause has been told as an exceeded limit.
    if (!redeemed.ok && redeemed.reason !== 'codes-paused') {
      log.info('code.refused', { attempt: pending?.attemptId, reason: redeemed.reason })
    }
    return redeemed
  } catch (error) {
    log.error('code.redeem_failed', error)
    return { ok: false, reason: 'unavailable' }
  }
}
