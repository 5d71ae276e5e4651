import { addressIn } from '../mailbox/email'

/** What the stand-in can be told to do with the emails to an address. */
export const BEHAVIORS = [
  'deliver',
  'bounce',
  'delay',
  'complain',
  'lose',
  'reject',
  'hang',
  'reset',
  'busy',
  'fail',
  'garbage',
] as const
export type Behavior = (typeof BEHAVIORS)[number]

export function isBehavior(value: unknown): value is Behavior {
  return BEHAVIORS.some((behavior) => behavior === value)
}

/**
 * What an address calls for by its local part, at any domain: a word alone, or followed by `+`,
 * `-` or a digit, and then by anything. bounce@, bounced+x@, delay-7@, hang2@; but delaney@ and
 * resettlement@ are ordinary people. If that has no such word, the label may: ann+bounce@.
 */
export function behaviorIn(recipient: string): Behavior | undefined {
  const [local = ''] = (addressIn(recipient) ?? '').split('@')
  const label = local.slice(local.indexOf('+') + 1)
  return wordAtStart(local) ?? wordAtStart(label)
}

/** In the past tense too, as Resend's own test addresses have it (bounced@resend.dev). */
function wordAtStart(text: string): Behavior | undefined {
  const [, word] = /^([a-z]+)(?:[+\-\d].*)?$/.exec(text) ?? []
  return BEHAVIORS.find((behavior) =>
    [behavior, `${behavior}d`, `${behavior}ed`].some((form) => form === word),
  )
}
