import 'server-only'
import { recordEvent } from '@/lib/auth/events'
import { REPORT_LIFETIME, reportUrl } from '@/lib/auth/report'
import type { NewSession } from '@/lib/auth/session'
import { copyIn } from '@/lib/copy'
import { type Email, sendEmail } from '@/lib/email/send'
import { mayEmail } from '@/lib/email/suppression'
import { newDeviceEmail } from '@/lib/email/templates/new-device'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'

/** What the email about a new device tells. */
export type NewDevice = Pick<NewSession, 'id' | 'createdAt' | 'device' | 'network' | 'language'>

/**
 * Tells the owner of an account about the first sign-in on a device, and notes it in the session. If
 * it fails, or the process dies, `sendLostNotices` does it later. Never throws.
 * @returns whether the owner was told, as far as that is up to us
 */
export async function notifyNewDevice(session: NewDevice, email: string): Promise<boolean> {
  const notice = newDeviceEmail(copyIn(session.language), {
    url: reportUrl(session.id, email),
    until: new Date(session.createdAt + REPORT_LIFETIME),
    at: new Date(session.createdAt),
    device: session.device,
    place: session.network,
  })
  const isDone = await sendSecurityEmail(notice, { to: email, id: session.id })
  if (isDone) await markNotified(session.id)
  return isDone
}

// If it can't be noted, the email is sent again under the same id, and so not twice.
const markNotified = (id: string) =>
  db()
    .session.updateMany({ where: { id }, data: { notifiedAt: new Date() } })
    .catch((error) => log.error('notice.note_failed', error, { id }))

/**
 * Tells the owner of an account what happened to it. No limit refuses it or counts it, or a stranger
 * who empties the day's budget could act unnoticed: it follows a sign-in, whose email was counted.
 * For after the response, when no one is waiting: a failure goes to the log, and it never throws.
 *
 * @param about.id one id, one email, even if it is sent twice
 * @param about.userId whose activity it belongs to, if that address isn't the account's now
 * @returns whether the provider accepted it, or the address is suppressed; if not, try it again
 */
export async function sendSecurityEmail(
  email: Email,
  about: { to: string; id: string; userId?: string },
): Promise<boolean> {
  const { to, id, userId } = about
  const { kind } = email
  try {
    if (!(await mayEmail(to))) {
      log.warn('email.suppressed', { kind, id })
      return true
    }
    const sent = await sendEmail(email, { to, id })
    if (!sent.ok) throw new NotAccepted()
  } catch (error) {
    log.error('email.notice_failed', error, { kind, id })
    return false
  }
  const owner = userId ? { id: userId } : { email: to }
  await recordEvent(owner, { type: 'email-sent', detail: kind }).catch((error) =>
    log.error('event.record_failed', error, { type: 'email-sent' }),
  )
  return true
}

/** The provider's answers are in the log already, as `email.not_accepted`. */
class NotAccepted extends Error {
  override name = 'NotAccepted'
}
