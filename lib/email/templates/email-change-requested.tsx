import { emailChangeRequestedEmail as t } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { type Facts, formatDateTime, oneLine, unlinked } from '@/lib/email/templates/plain-text'
import { warningEmail } from '@/lib/email/templates/warning'

/**
 * To the current address, while the new one is still unconfirmed.
 *
 * @param about.url cancels or undoes the change, without a sign-in
 * @param about.until when that link expires
 * @param about.at when the change was requested @param about.device the browser that requested it
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
    [t.when, formatDateTime(about.at)],
    [t.browser, unlinked(about.device)],
  ]
  return warningEmail('email-change-requested', t, { ...about, facts })
}
