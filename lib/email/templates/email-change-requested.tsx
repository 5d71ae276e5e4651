import { type Copy, deviceIn } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { type Facts, oneLine, unlinked } from '@/lib/email/templates/plain-text'
import { warningEmail } from '@/lib/email/templates/warning'

/**
 * To the current address, while the new one is still unconfirmed.
 *
 * @param about.url cancels or undoes the change, without a sign-in
 * @param about.until when that link expires
 * @param about.at when the change was requested @param about.device the browser that requested it
 */
export function emailChangeRequestedEmail(
  copy: Copy,
  about: { url: string; until: Date; newAddress: string; at: Date; device: string },
): Email {
  const { emailChangeRequestedEmail: t, language } = copy
  const facts: Facts = [
    [t.newAddress, oneLine(about.newAddress)],
    [t.when, language.words.dateTime(about.at)],
    [t.browser, deviceIn(copy, unlinked(about.device))],
  ]
  return warningEmail('email-change-requested', { ...t, language }, { ...about, facts })
}
