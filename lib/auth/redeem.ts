import 'server-only'
import type { Browser } from '@/lib/auth/device'
import { byAddress, giveBack, takeFromLimits } from '@/lib/auth/limits'
import { type Challenge, codeMatches, endChallenges, readChallenges } from '@/lib/auth/magic-link'
import type { Pending } from '@/lib/auth/pending-cookie'
import { createSession, type NewSession } from '@/lib/auth/session'
import { mayBeNew } from '@/lib/auth/sign-up-policy'
import { hash, sameHash } from '@/lib/platform/secrets'

export type SignedIn = { ok: true; session: NewSession; email: string; next: string }

/** Where a claim comes from: `pending` tells who may have the answer twice. */
export type Claimant = { pending: Pending; browser: Browser; keep: boolean }

/** Whether it was asked for in that browser: what makes a scanner's, a previewer's or a thief's GET worthless. */
export const isAskingBrowser = (challenge: Challenge, pending: Pending | undefined): pending is Pending =>
  pending !== undefined && sameHash(challenge.browserHash, hash(pending.browser))

/**
 * Signs in with a link whose token was found good (`findByToken`).
 * @throws when the database can't be reached; the link is then as good as before.
 */
export async function claimWithLink(
  challenge: Challenge,
  { pending, browser, keep }: Claimant,
): Promise<SignedIn | { ok: false; reason: 'used' | 'void' }> {
  const { attemptId, email } = challenge
  const claimed = await createSession({
    attemptId,
    email,
    askedAt: challenge.createdAt,
    browserHash: hash(pending.browser),
    browser,
    keep,
    // Asked again, because SIGN_UP may have been closed since, and because an unknown address has a challenge too.
    mayBeNew: mayBeNew(email),
  })
  // Whoever asked again on the way to another place goes to that one.
  const next = pending.attempt?.id === attemptId ? pending.attempt.next : challenge.next
  return claimed.ok ? { ...claimed, email, next } : claimed
}

export type ClaimWithCode =
  | SignedIn
  | { ok: false; reason: 'wrong-code'; triesLeft: number }
  | { ok: false; reason: 'too-many-tries' | 'codes-paused' | 'expired' | 'used' | 'void' }

/**
 * Signs in with a mailed code, in the browser that asked and nowhere else. The try is counted before the code is
 * looked at: guesses sent in parallel get no more than five looks. The fifth wrong one ends the attempt, links and all.
 * Too many for one address in a day pause its codes, and leave its links alone: else anybody could end them.
 * @throws when Redis or the database can't be reached.
 */
export async function claimWithCode(
  pending: Pending | undefined,
  browser: Browser,
  code: string,
): Promise<ClaimWithCode> {
  if (!pending?.attempt) return { ok: false, reason: 'expired' }
  const challenges = (await readChallenges(pending.attempt.challenges)).filter((challenge) =>
    isAskingBrowser(challenge, pending),
  )
  const [newest] = challenges
  if (!newest) return { ok: false, reason: 'expired' }

  const knownBrowser = browser.email === newest.email ? browser.id : undefined
  const guesser = byAddress(newest.email, knownBrowser)
  const taken = await takeFromLimits({ codesOfAttempt: newest.attemptId, wrongCodesForAddress: guesser })
  if (!taken.ok)
    return { ok: false, reason: taken.limit === 'codesOfAttempt' ? 'too-many-tries' : 'codes-paused' }
  const right = challenges.find((challenge) => codeMatches(challenge, code))
  if (right) {
    await giveBack({ wrongCodesForAddress: guesser })
    return claimWithLink(right, { pending, browser, keep: pending.attempt.keep }).catch(async (outage) => {
      // Or whoever presses again and again in an outage has no try left after it.
      await giveBack({ codesOfAttempt: newest.attemptId })
      throw outage
    })
  }
  if (taken.left > 0) return { ok: false, reason: 'wrong-code', triesLeft: taken.left }
  await endChallenges(challenges)
  return { ok: false, reason: 'too-many-tries' }
}
