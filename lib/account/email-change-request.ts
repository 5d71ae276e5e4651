import 'server-only'
import { headers } from 'next/headers'
import { after } from 'next/server'
import {
  CONFIRM_LIFETIME,
  cancelPendingChange,
  markFailed,
  markSent,
  openEmailChange,
} from '@/lib/account/email-change'
import { type Device, thisDevice } from '@/lib/auth/device'
import { recordEvent } from '@/lib/auth/events'
import { clientInLog, consumeLimits } from '@/lib/auth/limits'
import { limitsOfEmail } from '@/lib/auth/limits-of-email'
import { UNDO_LIFETIME } from '@/lib/auth/moved-address'
import type { LiveSession } from '@/lib/auth/session'
import { canChangeEmailTo } from '@/lib/auth/sign-up-policy'
import { copyIn } from '@/lib/copy'
import { parseEmailAddress } from '@/lib/email/address'
import { type Email, sendEmail } from '@/lib/email/send'
import { mayEmail } from '@/lib/email/suppression'
import { confirmEmailChangeEmail } from '@/lib/email/templates/confirm-email-change'
import { emailChangeRequestedEmail } from '@/lib/email/templates/email-change-requested'
import { clientAddress } from '@/lib/http/client-address'
import { linkUrl } from '@/lib/http/link-url'
import { log } from '@/lib/platform/log'
import { inMinutes } from '@/lib/platform/time'

export type EmailChangeOutcome =
  /** Doesn't tell whether the new address has an account, is over its limit, or is suppressed. */
  | { ok: true }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' | 'same' | 'not-allowed' }
  /** `not-told`: the email to the current address, without which there is no change. */
  | { ok: false; reason: 'not-told' | 'unavailable' }
  | { ok: false; reason: 'too-many' | 'too-often' /** Milliseconds. */; retryAfter: number }

type Session = Pick<LiveSession, 'id' | 'userId' | 'email' | 'language'>

/** `requestEmailChange` for the browser of this request. For actions. */
export async function requestEmailChangeHere(session: Session, typed: unknown): Promise<EmailChangeOutcome> {
  const device = await thisDevice()
  const { outcome, afterResponse } = await requestEmailChange(session, typed, {
    device,
    client: clientAddress(await headers()),
  })
  if (afterResponse) after(afterResponse)
  return outcome
}

type Requested = {
  outcome: EmailChangeOutcome
  /** Emails the new address, the same for every kind of address. Never throws. */
  afterResponse?: () => Promise<void>
}

/**
 * Opens an email change: sends a notice to the current address, and a link to the new one once the
 * response is out, so that its time tells nothing about that address (ASVS 6.3.8).
 * @param typed the new address, unchecked
 * @param by.client the client that limits count
 */
export async function requestEmailChange(
  session: Session,
  typed: unknown,
  by: { device: Device; client: string },
): Promise<Requested> {
  const parsed = parseEmailAddress(typed)
  if (!parsed.ok) return { outcome: parsed }
  const newEmail = parsed.address
  if (newEmail === session.email) return { outcome: { ok: false, reason: 'same' } }
  if (!canChangeEmailTo(newEmail)) return { outcome: { ok: false, reason: 'not-allowed' } }
  try {
    return await emailBoth(session, newEmail, by)
  } catch (error) {
    log.error('email_change.request_failed', error)
    return { outcome: { ok: false, reason: 'unavailable' } }
  }
}

async function emailBoth(
  { id: sessionId, userId, email: oldEmail, language }: Session,
  newEmail: string,
  { device, client }: { device: Device; client: string },
): Promise<Requested> {
  // An intruder who reads the owner's email may have reported ours as spam to get here unheard.
  if (!(await mayEmail(oldEmail))) return { outcome: { ok: false, reason: 'not-told' } }
  // That the new address has had enough is its owner's secret, and the notice is sent all the same.
  const consumed = await consumeLimits(
    { emailChangesPerUser: userId, emailsInTotal: 'all' },
    limitsOfEmail({ to: newEmail, client }),
  )
  if (!consumed.ok) {
    log.warn('limit.exceeded', {
      limit: consumed.limit,
      kind: 'confirm-email-change',
      client: clientInLog(client),
    })
    const reason = consumed.limit === 'emailChangesPerUser' ? 'too-often' : 'too-many'
    return { outcome: { ok: false, reason, retryAfter: consumed.retryAfter } }
  }

  const change = await openEmailChange({ userId, sessionId, oldEmail, newEmail }, device)
  const { id, requestedAt } = change
  const notice = emailChangeRequestedEmail(copyIn(language), {
    url: linkUrl('cancel-email-change', change.undoToken),
    until: new Date(requestedAt + UNDO_LIFETIME),
    at: new Date(requestedAt),
    newAddress: newEmail,
    device: device.name,
  })
  const told = await sendEmail(notice, { to: oldEmail, id, isAwaited: true })
  if (!told.ok) {
    await cancelPendingChange(userId)
    return { outcome: { ok: false, reason: 'not-told' } }
  }
  const url = linkUrl('confirm-email', change.confirmToken)
  const email = confirmEmailChangeEmail(copyIn(device.language), {
    url,
    minutes: inMinutes(CONFIRM_LIFETIME),
    device: device.name,
  })
  return {
    outcome: { ok: true },
    afterResponse: async () => {
      try {
        // To the visitor, an email that is suppressed looks like one that was sent.
        const suppressed = consumed.suppressed || !(await mayEmail(newEmail))
        const sent = suppressed || (await sendEmail(email, { to: newEmail, id })).ok
        await (sent ? markSent(id) : markFailed(id))
        await recordEmails(userId, sent ? [notice.kind, email.kind] : [notice.kind], device)
      } catch (error) {
        log.error('email_change.send_failed', error)
      }
    },
  }
}

async function recordEmails(id: string, kinds: Email['kind'][], { name, network }: Device): Promise<void> {
  for (const detail of kinds) {
    await recordEvent({ id }, { type: 'email-sent', detail, device: name, network })
  }
}
