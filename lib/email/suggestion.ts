import emailSpellChecker from '@zootools/email-spell-checker'
import { parseEmailAddress } from '@/lib/email/address'

/**
 * The address that the visitor probably meant, if the domain looks like a typo of a well-known one.
 */
export function suggestEmail(email: string): string | undefined {
  const suggestion = emailSpellChecker.run({ email })?.full
  if (!suggestion) return undefined
  const parsed = parseEmailAddress(suggestion)
  return parsed.ok && parsed.address !== email ? parsed.address : undefined
}
