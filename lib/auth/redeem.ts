import 'server-only'
import { type Attempt, CODE_LIFETIME, type Link, liveLinks, readAttempt } from '@/lib/auth/attempt'
import { codeMatches } from '@/lib/auth/code'
import { type Device, deviceFor } from '@/lib/auth/device'
import type { Pending } from '@/lib/auth/pending-cookie'
import { createSession, type NewSession } from '@/lib/auth/session'
import { canSignUp } from '@/lib/auth/sign-up-policy'
import { standingOf } from '@/lib/auth/standing'
import { guess } from '@/lib/auth/wrong-codes'
import { hash, sameHash } from '@/lib/platform/secrets'

export type SignedIn = {
  ok: true
  session: NewSession
  device: Device
  attemptId: string
  /** When its link was requested. */
  requestedAt: number
  email: string
  next: string
}

/** The browser that redeems: `pending` tells whether it may get the same answer twice. */
export type Redeemer = {
  pending: Pending
  device: Device
  /** If it differs from what the link's request said. */
  remember?: boolean
}

/** Whether that browser requested the link. If not, its GET is worthless, like a scanner's. */
export const isRequestingBrowser = (attempt: Attempt, pending: Pending | undefined): pending is Pending =>
  pending !== undefined && sameHash(attempt.bindingHash, hash(pending.bindingSecret))

/**
 * Signs in with a live link of that attempt.
 * @throws when the database can't be reached. The link still works then.
 */
export async function redeemLink(
  attempt: Attempt,
  link: Link,
  { pending, device: browser, remember = link.remember }: Redeemer,
): Promise<SignedIn | { ok: false; reason: 'used' | 'revoked' | 'moved' }> {
  const { id: attemptId, email, next } = attempt
  const device = deviceFor(email, browser, remember)
  const redeemed = await createSession({
    attemptId,
    email,
    requestedAt: link.createdAt,
    bindingHash: hash(pending.bindingSecret),
    device,
    remember,
    hasUser: link.hasUser,
    // Checked again: SIGN_UP may have been closed since, and an unknown address has a link too.
    canSignUp: canSignUp(email),
  })
  return redeemed.ok ? { ...redeemed, device, attemptId, requestedAt: link.createdAt, email, next } : redeemed
}

export type CodeRedemption =
  | SignedIn
  /** `email`: whose try this was. Left out for a code that cost none, so that it isn't recorded. */
  | { ok: false; reason: 'wrong-code'; triesLeft: number; email?: string }
  | { ok: false; reason: 'too-many-tries'; email?: string }
  | { ok: false; reason: 'codes-paused' | 'expired' | 'used' | 'revoked' | 'moved' }

/**
 * Signs in with an emailed code, in the browser that requested it and nowhere else. Guesses in
 * parallel get no more than five looks. The fifth wrong one ends the attempt, links and all. Too
 * many for one address or client in a day pause codes but not links, or anyone could end those.
 * @throws when Redis or the database can't be reached.
 */
export async function redeemCode(
  pending: Pending | undefined,
  by: { device: Device; client: string },
  code: string,
): Promise<CodeRedemption> {
  const attempt = pending?.attemptId ? await readAttempt(pending.attemptId) : undefined
  if (!attempt || !isRequestingBrowser(attempt, pending)) return { ok: false, reason: 'expired' }
  const { id: attemptId, email, bindingHash } = attempt
  if (attempt.ended) return { ok: false, reason: 'too-many-tries' }
  const links = liveLinks(attempt, CODE_LIFETIME)
  if (links.length === 0) return { ok: false, reason: 'expired' }

  const right = links.find(({ codeHash }) => codeMatches({ bindingHash, codeHash }, code))
  const standing = standingOf(by.device, email)
  const about = { attemptId, email, client: by.client, standing }
  const guessed = await guess({ ...about, code, isRight: right !== undefined })
  if (!guessed.ok && guessed.reason === 'wrong-code') {
    const { triesLeft, isRepeat } = guessed
    const cost = isRepeat ? {} : { email }
    if (triesLeft > 0) return { ok: false, reason: 'wrong-code', triesLeft, ...cost }
    return { ok: false, reason: 'too-many-tries', ...cost }
  }
  if (!guessed.ok) return { ok: false, reason: guessed.reason }
  return redeemLink(attempt, right as Link, { pending, device: by.device })
}
