import { type Copy, deviceIn, networkIn } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { type Facts, unlinked } from '@/lib/email/templates/plain-text'
import { warningEmail } from '@/lib/email/templates/warning'

/**
 * After a sign-in from a device that the account hasn't been used on before.
 *
 * @param about.url reports the sign-in and signs out everywhere, without a sign-in
 * @param about.until when that link expires
 * @param about.place the approximate location, like "Lyon, France", if known
 */
export function newDeviceEmail(
  copy: Copy,
  about: { url: string; until: Date; at: Date; device: string; place?: string },
): Email {
  const { newDeviceEmail: t, language } = copy
  const { place } = about
  const facts: Facts = [
    [t.when, language.words.dateTime(about.at)],
    [t.browser, deviceIn(copy, unlinked(about.device))],
    [t.place, place && networkIn(copy, unlinked(place))],
  ]
  return warningEmail('new-device', { ...t, language }, { ...about, facts })
}
