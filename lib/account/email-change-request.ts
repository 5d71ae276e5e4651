import 'server-only'
import { CONFIRM_LIFETIME, openChange, STOP_LIFETIME, stopWaiting } from '@/lib/account/email-change'
import type { Browser } from '@/lib/auth/device'
import { takeFromLimits } from '@/lib/auth/limits'
import type { LiveSession } from '@/lib/auth/session'
import { mayMoveTo } from '@/lib/auth/sign-up-policy'
import { parseEmailAddress } from '@/lib/email/address'
import { sendMail } from '@/lib/email/send'
import { isBlocked } from '@/lib/email/suppression'
import { changeAddressMail } from '@/lib/email/templates/confirm-email-change'
import { addressChangingMail } from '@/lib/email/templates/email-change-requested'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { inMinutes } from '@/lib/platform/time'

export type Requested =
  /** Says nothing about whether the new address has an account, or has had too many mails, or takes none. */
  | { ok: true }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' | 'same' | 'not-allowed' }
  /** To the new address; or to the old one, without which there is no change. */
  | { ok: false; reason: 'not-sent' | 'not-told' | 'unavailable' }
  | { ok: false; reason: 'too-many' | 'too-often' /** Milliseconds. */; retryAfter: number }

/**
 * Opens a change of address: mails a notice to the address as it is, then a link to the new one.
 * @param typed the new address, unchecked
 * @param by.client whom the limits count it as
 */
export async function requestChange(
  session: Pick<LiveSession, 'id' | 'userId' | 'email'>,
  typed: unknown,
  by: { browser: Browser; client: string },
): Promise<Requested> {
  const parsed = parseEmailAddress(typed)
  if (!parsed.ok) return parsed
  const newEmail = parsed.address
  if (newEmail === session.email) return { ok: false, reason: 'same' }
  if (!mayMoveTo(newEmail)) return { ok: false, reason: 'not-allowed' }
  try {
    return await mailBoth(session, newEmail, by)
  } catch (error) {
    log.error('change of address not requested', error)
    return { ok: false, reason: 'unavailable' }
  }
}

async function mailBoth(
  { id: sessionId, userId, email: oldEmail }: Pick<LiveSession, 'id' | 'userId' | 'email'>,
  newEmail: string,
  { browser, client }: { browser: Browser; client: string },
): Promise<Requested> {
  // Somebody who reads the owner's mail may have reported ours as spam to get here unheard.
  if (await isBlocked(oldEmail)) return { ok: false, reason: 'not-told' }
  const taken = await takeFromLimits(
    { addressChangesOfUser: userId, mailsFromClient: client, mailsInTotal: 'all', mailsToAddress: newEmail },
    // That the new address has had enough is nobody's business.
    'mailsToAddress',
  )
  if (!taken.ok) {
    log.warn('mail limited', { limit: taken.limit, kind: 'change-address' })
    const reason = taken.limit === 'addressChangesOfUser' ? 'too-often' : 'too-many'
    return { ok: false, reason, retryAfter: taken.retryAfter }
  }

  const change = await openChange({ userId, sessionId, oldEmail, newEmail }, browser)
  const { id, askedAt } = change
  const { device } = browser
  const notice = addressChangingMail({
    url: `${env().appUrl}/cancel-email-change/${change.stopToken}`,
    until: new Date(askedAt + STOP_LIFETIME),
    at: new Date(askedAt),
    newAddress: newEmail,
    device,
  })
  const told = await sendMail(notice, { to: oldEmail, id })
  if (!told.ok) return takenBack('not-told', userId)

  const url = `${env().appUrl}/confirm-email/${change.confirmToken}`
  const mail = changeAddressMail({ url, minutes: inMinutes(CONFIRM_LIFETIME), device })
  const sent = await sendMail(mail, { to: newEmail, id, held: taken.held })
  return sent.ok ? { ok: true } : takenBack('not-sent', userId)
}

async function takenBack(reason: 'not-sent' | 'not-told', userId: string): Promise<Requested> {
  await stopWaiting(userId)
  return { ok: false, reason }
}
