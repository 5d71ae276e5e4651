import 'server-only'
import { type Device, knownDeviceId } from '@/lib/auth/device'
import { addressKey, consumeLimits, refundLimits } from '@/lib/auth/limits'
import { codeMatches, endMagicLinks, type MagicLink, readMagicLinks } from '@/lib/auth/magic-link'
import type { Pending } from '@/lib/auth/pending-cookie'
import { createSession, type NewSession } from '@/lib/auth/session'
import { canSignUp } from '@/lib/auth/sign-up-policy'
import { hash, sameHash } from '@/lib/platform/secrets'

export type SignedIn = { ok: true; session: NewSession; email: string; next: string }

/** The browser that redeems: `pending` tells whether it may get the same answer twice. */
export type Redeemer = { pending: Pending; device: Device; remember: boolean }

/** Whether that browser requested the link. If not, its GET is worthless, like a scanner's. */
export const isRequestingBrowser = (link: MagicLink, pending: Pending | undefined): pending is Pending =>
  pending !== undefined && sameHash(link.bindingHash, hash(pending.bindingSecret))

/**
 * Signs in with a link that `findByToken` found live.
 * @throws when the database can't be reached. The link still works then.
 */
export async function redeemLink(
  link: MagicLink,
  { pending, device, remember }: Redeemer,
): Promise<SignedIn | { ok: false; reason: 'used' | 'revoked' }> {
  const { attemptId, email } = link
  const redeemed = await createSession({
    attemptId,
    email,
    requestedAt: link.createdAt,
    bindingHash: hash(pending.bindingSecret),
    device,
    remember,
    // Checked again: SIGN_UP may have been closed since, and an unknown address has a link too.
    canSignUp: canSignUp(email),
  })
  // A visitor who requested another link on the way to another page goes to that one.
  const next = pending.attempt?.id === attemptId ? pending.attempt.next : link.next
  return redeemed.ok ? { ...redeemed, email, next } : redeemed
}

export type CodeRedemption =
  | SignedIn
  | { ok: false; reason: 'wrong-code'; triesLeft: number }
  | { ok: false; reason: 'too-many-tries' | 'codes-paused' | 'expired' | 'used' | 'revoked' }

/**
 * Signs in with an emailed code, in the browser that requested it and nowhere else. The guess is
 * counted before the code is looked at: parallel guesses get no more than five looks. The fifth
 * wrong one ends the attempt, links and all. Too many for one address in a day pause its codes but
 * not its links, or anyone could end them.
 * @throws when Redis or the database can't be reached.
 */
export async function redeemCode(
  pending: Pending | undefined,
  device: Device,
  code: string,
): Promise<CodeRedemption> {
  if (!pending?.attempt) return { ok: false, reason: 'expired' }
  const links = (await readMagicLinks(pending.attempt.links)).filter((link) =>
    isRequestingBrowser(link, pending),
  )
  const [newest] = links
  if (!newest) return { ok: false, reason: 'expired' }

  const guesser = addressKey(newest.email, knownDeviceId(device, newest.email))
  const guess = { guessesPerAttempt: newest.attemptId, guessesPerAddress: guesser }
  const consumed = await consumeLimits(guess)
  if (!consumed.ok)
    return { ok: false, reason: consumed.limit === 'guessesPerAttempt' ? 'too-many-tries' : 'codes-paused' }
  const right = links.find((link) => codeMatches(link, code))
  if (right) {
    await refundLimits({ guessesPerAddress: guesser })
    const { remember } = pending.attempt
    return redeemLink(right, { pending, device, remember }).catch(async (outage) => {
      // Otherwise a visitor who retries during an outage would have no try left after it.
      await refundLimits({ guessesPerAttempt: newest.attemptId })
      throw outage
    })
  }
  if (consumed.left > 0) return { ok: false, reason: 'wrong-code', triesLeft: consumed.left }
  await endMagicLinks(links)
  return { ok: false, reason: 'too-many-tries' }
}
