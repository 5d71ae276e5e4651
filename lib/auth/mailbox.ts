/** One mailbox, two domains: https://support.google.com/mail/answer/10313 */
const GMAIL = ['gmail.com', 'googlemail.com']

/**
 * The mailbox that limits count an address as: without `+tag` everywhere, and without dots at Gmail.
 * Otherwise one inbox has as many limits as it has spellings.
 *
 * Only ever a limit's key, never an identity: that two addresses are one mailbox is a guess, and
 * signing in is no place for guesses. If it's wrong, two people share a limit.
 * @param address canonical, from `parseEmailAddress`
 */
export function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.split('@')
  // An address that begins with a plus has no other name.
  const name = local.replace(/(?<=.)\+.*$/, '')
  return GMAIL.includes(domain) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}
