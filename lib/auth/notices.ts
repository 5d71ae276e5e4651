import 'server-only'
import { recordEvent } from '@/lib/auth/events'
import { takeFromLimits } from '@/lib/auth/limits'
import { type MailContents, sendMail } from '@/lib/email/send'
import { log } from '@/lib/platform/log'

/**
 * Mails the owner of an account what happened to it, within the day's budget. For after the answer, when nobody is there to
 * hear of a failure: the log does, and it never throws.
 *
 * @param about.id one id, one mail, also where the same thing is told twice
 */
export async function sendNotice(mail: MailContents, about: { to: string; id: string }): Promise<void> {
  try {
    const taken = await takeFromLimits({ mailsInTotal: 'all' })
    if (!taken.ok) return log.warn('mail limited', { limit: taken.limit, kind: mail.kind })
    const sent = await sendMail(mail, about)
    if (sent.ok) await recordEvent({ email: about.to }, { kind: 'mail-sent', detail: mail.kind })
  } catch (error) {
    log.error('notice not sent', error, { kind: mail.kind })
  }
}
