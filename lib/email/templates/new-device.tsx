import { newDeviceEmail as t } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { type Facts, formatDateTime, unlinked } from '@/lib/email/templates/plain-text'
import { warningEmail } from '@/lib/email/templates/warning'

/**
 * After a sign-in from a browser that the account hasn't been used in before.
 *
 * @param about.url a page with a button that ends all sessions, without a sign-in @param about.until when that link ends
 * @param about.place roughly where, like "Lyon, France"; left out where nobody knows
 */
export function newDeviceEmail(about: {
  url: string
  until: Date
  at: Date
  device: string
  place?: string
}): Email {
  const { place } = about
  const facts: Facts = [
    [t.when, formatDateTime(about.at)],
    [t.browser, unlinked(about.device)],
    [t.place, place && unlinked(place)],
  ]
  return warningEmail('new-device', t, { ...about, facts })
}
