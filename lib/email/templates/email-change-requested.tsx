import { addressChangingMail as t } from '@/lib/copy'
import type { MailContents } from '@/lib/email/send'
import { type Facts, moment, oneLine, unlinked } from '@/lib/email/templates/plain-text'
import { warningMail } from '@/lib/email/templates/warning'

/**
 * To the old address, while the new one is asked to confirm.
 *
 * @param about.url stops the change, without a sign-in @param about.until when that link ends
 * @param about.at when the change was asked for @param about.device who asked
 */
export function addressChangingMail(about: {
  url: string
  until: Date
  newAddress: string
  at: Date
  device: string
}): MailContents {
  const facts: Facts = [
    [t.newAddress, oneLine(about.newAddress)],
    [t.askedAt, moment(about.at)],
    [t.askedIn, unlinked(about.device)],
  ]
  return warningMail('address-changing', t, { ...about, facts })
}
