import 'server-only'
import { hash, sameHash } from '@/lib/secrets'
import { createSession } from '@/lib/session/store'
import { type Attempt, codeMatches, readAttempt } from '@/lib/sign-in/attempt'
import { takeFromLimits } from '@/lib/sign-in/limits'
import type { Pending } from '@/lib/sign-in/pending-cookie'
import { mayComeIn } from '@/lib/sign-in/sign-up-policy'

type SignedIn = { ok: true; session: { id: string; createdAt: number }; next: string }

/** Whether the attempt was made in that browser: what makes a scanner's, a previewer's or a thief's GET worthless. */
export const isAskingBrowser = (attempt: Attempt, pending: Pending | undefined): pending is Pending =>
  pending !== undefined && sameHash(attempt.browserHash, hash(pending.browser))

/**
 * Signs in with a link whose token was found good (`attemptByToken`).
 * @param browser the claiming browser's secret: it alone may have the answer twice
 * @throws when the database can't be reached; the link is then as good as before.
 */
export async function claimWithLink(
  attempt: Attempt,
  browser: string,
): Promise<SignedIn | { ok: false; reason: 'used' }> {
  // Asked again, because SIGN_UP may have been closed since, and because an unknown address has an attempt too.
  if (!(await mayComeIn(attempt.email))) return { ok: false, reason: 'used' }
  const claimed = await createSession({
    attemptId: attempt.id,
    email: attempt.email,
    browserHash: hash(browser),
  })
  return claimed.ok ? { ...claimed, next: attempt.next } : claimed
}

export type ClaimWithCode =
  | SignedIn
  | { ok: false; reason: 'wrong-code'; triesLeft: number }
  | { ok: false; reason: 'too-many-tries' | 'expired' | 'used' }

/**
 * Signs in with the mailed code, in the browser that asked and nowhere else. The try is counted before the code is
 * looked at: guesses sent in parallel get no more than five looks.
 * @throws when Redis or the database can't be reached.
 */
export async function claimWithCode(pending: Pending | undefined, code: string): Promise<ClaimWithCode> {
  const attempt = pending?.attempt && (await readAttempt(pending.attempt.id))
  if (!attempt || !isAskingBrowser(attempt, pending)) return { ok: false, reason: 'expired' }

  const taken = await takeFromLimits({ codesOfAttempt: attempt.id })
  if (!taken.ok) return { ok: false, reason: 'too-many-tries' }
  if (!codeMatches(attempt, code)) {
    return taken.left > 0
      ? { ok: false, reason: 'wrong-code', triesLeft: taken.left }
      : { ok: false, reason: 'too-many-tries' }
  }
  return claimWithLink(attempt, pending.browser)
}
