import 'server-only'
import { hash, sameHash } from '@/lib/secrets'
import { createSession } from '@/lib/session/store'
import { type Challenge, codeMatches, endChallenges, readChallenges } from '@/lib/sign-in/challenge'
import { giveBack, takeFromLimits } from '@/lib/sign-in/limits'
import type { Pending } from '@/lib/sign-in/pending-cookie'
import { mayComeIn } from '@/lib/sign-in/sign-up-policy'

export type SignedIn = { ok: true; session: { id: string; createdAt: number }; email: string; next: string }

/** Whether it was asked for in that browser: what makes a scanner's, a previewer's or a thief's GET worthless. */
export const isAskingBrowser = (challenge: Challenge, pending: Pending | undefined): pending is Pending =>
  pending !== undefined && sameHash(challenge.browserHash, hash(pending.browser))

/**
 * Signs in with a link whose token was found good (`findByToken`).
 * @param pending the claiming browser's: its secret tells who may have the answer twice
 * @throws when the database can't be reached; the link is then as good as before.
 */
export async function claimWithLink(
  challenge: Challenge,
  pending: Pending,
): Promise<SignedIn | { ok: false; reason: 'used' }> {
  const { attemptId, email } = challenge
  // Asked again, because SIGN_UP may have been closed since, and because an unknown address has a challenge too.
  if (!(await mayComeIn(email))) return { ok: false, reason: 'used' }
  const claimed = await createSession({ attemptId, email, browserHash: hash(pending.browser) })
  // Whoever asked again on the way to another place goes to that one.
  const next = pending.attempt?.id === attemptId ? pending.attempt.next : challenge.next
  return claimed.ok ? { ...claimed, email, next } : claimed
}

export type ClaimWithCode =
  | SignedIn
  | { ok: false; reason: 'wrong-code'; triesLeft: number }
  | { ok: false; reason: 'too-many-tries' | 'expired' | 'used' }

/**
 * Signs in with a mailed code, in the browser that asked and nowhere else. The try is counted before the code is
 * looked at: guesses sent in parallel get no more than five looks. The fifth wrong one ends the attempt, links and all.
 * @throws when Redis or the database can't be reached.
 */
export async function claimWithCode(pending: Pending | undefined, code: string): Promise<ClaimWithCode> {
  if (!pending?.attempt) return { ok: false, reason: 'expired' }
  const challenges = (await readChallenges(pending.attempt.challenges)).filter((challenge) =>
    isAskingBrowser(challenge, pending),
  )
  const [newest] = challenges
  if (!newest) return { ok: false, reason: 'expired' }

  const taken = await takeFromLimits({ codesOfAttempt: newest.attemptId })
  if (!taken.ok) return { ok: false, reason: 'too-many-tries' }
  const right = challenges.find((challenge) => codeMatches(challenge, code))
  if (right) {
    return claimWithLink(right, pending).catch(async (outage) => {
      // Or whoever presses again and again in an outage has no try left after it.
      await giveBack({ codesOfAttempt: newest.attemptId })
      throw outage
    })
  }
  if (taken.left > 0) return { ok: false, reason: 'wrong-code', triesLeft: taken.left }
  await endChallenges(challenges)
  return { ok: false, reason: 'too-many-tries' }
}
