export const product = 'Magic Link'

/** Before the second step of a link that must not be spent by a scanner. */
export const askedTwice = 'Some email programs open links and press buttons by themselves, so we ask twice.'

export const common = {
  /** To be read out to a support desk. */
  reference: (reference: string) => `If you ask us for help, mention ${reference}.`,
  email: 'Email address',
  keepSignedIn: 'Keep me signed in on this device',
  unavailable: 'Something on our side isn’t responding. Nothing was lost. Please try again in a minute.',
  notReached: 'Our server didn’t answer. Check your connection, then try again.',
  backOnline: 'You’re back online. Please try again.',
}
