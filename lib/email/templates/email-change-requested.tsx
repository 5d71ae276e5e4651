import { emailChangeRequestedEmail as t } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { type Facts, formatDateTime, oneLine, unlinked } from '@/lib/email/templates/plain-text'
import { warningEmail } from '@/lib/email/templates/warning'

/**
 * To the old address, while the new one is asked to confirm.
 *
 * @param about.url stops the change, without a sign-in @param about.until when that link ends
 * @param about.at when the change was asked for @param about.device who asked
 */
export function emailChangeRequestedEmail(about: {
  url: string
  until: Date
  newAddress: string
  at: Date
  device: string
}): Email {
  const facts: Facts = [
    [t.newAddress, oneLine(about.newAddress)],
    [t.requestedAt, formatDateTime(about.at)],
    [t.askedIn, unlinked(about.device)],
  ]
  return warningEmail('email-change-requested', t, { ...about, facts })
}
