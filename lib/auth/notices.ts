import 'server-only'
import { recordEvent } from '@/lib/auth/events'
import { consumeLimits } from '@/lib/auth/limits'
import { REPORT_LIFETIME, reportUrl } from '@/lib/auth/report'
import type { NewSession } from '@/lib/auth/session'
import { type Email, sendEmail } from '@/lib/email/send'
import { isSuppressed } from '@/lib/email/suppression'
import { newDeviceEmail } from '@/lib/email/templates/new-device'
import { log } from '@/lib/platform/log'

/** Tells the owner of an account about the first sign-in on a device. Never throws. */
export async function notifyNewDevice(session: NewSession, email: string): Promise<void> {
  const notice = newDeviceEmail({
    url: reportUrl(session.id),
    until: new Date(session.createdAt + REPORT_LIFETIME),
    at: new Date(session.createdAt),
    device: session.device,
    place: session.network,
  })
  await sendSecurityEmail(notice, { to: email, id: session.id })
}

/**
 * Tells the owner of an account what happened to it, within the day's budget. For after the
 * response, when no one is waiting: a failure goes to the log, and it never throws.
 *
 * @param about.id one id, one email, even if it is sent twice
 */
export async function sendSecurityEmail(email: Email, about: { to: string; id: string }): Promise<void> {
  try {
    const consumed = await consumeLimits({ emailsInTotal: 'all' })
    if (!consumed.ok) return log.warn('limit.exceeded', { limit: consumed.limit, kind: email.kind })
    if (await isSuppressed(about.to)) return log.warn('email.suppressed', { kind: email.kind, id: about.id })
    const sent = await sendEmail(email, about)
    if (sent.ok) await recordEvent({ email: about.to }, { type: 'email-sent', detail: email.kind })
  } catch (error) {
    log.error('email.notice_failed', error, { kind: email.kind })
  }
}
