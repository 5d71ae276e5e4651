import { addressIn } from '../mailbox/mail'

/** What the stand-in can be told to do with the mail to an address. */
export const BEHAVIOURS = [
  'deliver',
  'bounce',
  'delay',
  'complain',
  'reject',
  'hang',
  'reset',
  'busy',
  'fail',
  'garbage',
] as const
export type Behaviour = (typeof BEHAVIOURS)[number]

/** As people and Resend's own test addresses (bounced@resend.dev) write them. */
const WORDS: Record<string, Behaviour> = {
  deliver: 'deliver',
  delivered: 'deliver',
  bounce: 'bounce',
  bounced: 'bounce',
  delay: 'delay',
  delayed: 'delay',
  complain: 'complain',
  complained: 'complain',
  reject: 'reject',
  rejected: 'reject',
  hang: 'hang',
  reset: 'reset',
  busy: 'busy',
  fail: 'fail',
  failed: 'fail',
  garbage: 'garbage',
}

/**
 * What an address asks for by its local part, at any domain: a word alone, or followed by `+`, `-` or a digit, and
 * then by anything. bounce@, bounced+x@, delay-7@, hang2@; but delaney@ and resettlement@ are ordinary people.
 * Failing that, the label does, by the same rule: ann+bounce@, ann+bounce-7@. Undefined for everybody else.
 */
export function behaviourIn(recipient: string): Behaviour | undefined {
  const [local = ''] = (addressIn(recipient) ?? '').split('@')
  const label = local.slice(local.indexOf('+') + 1)
  return wordAtStart(local) ?? wordAtStart(label)
}

export function isBehaviour(value: unknown): value is Behaviour {
  return BEHAVIOURS.some((behaviour) => behaviour === value)
}

function wordAtStart(text: string): Behaviour | undefined {
  const [, word = ''] = /^([a-z]+)(?:[+\-\d].*)?$/.exec(text) ?? []
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
}
