import type { Email, EventType } from './email'

export type State = (typeof AFTER)[EventType] | 'rejected' | 'no answer' | 'garbled answer'

const AFTER = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
} as const satisfies Record<EventType, string>

/** An email's state in a word or two: how the request went, then how the delivery went. */
export function stateOf({ answer, events }: Email): State {
  if (typeof answer === 'number') return 'rejected'
  if (answer === 'nothing') return 'no answer'
  if (answer === 'garbage') return 'garbled answer'
  return AFTER[events.at(-1)?.type ?? 'email.sent']
}

/** The same as a sentence. */
export function explain(email: Email): string {
  const state = stateOf(email)
  return state === 'rejected'
    ? `Rejected: the sender got status ${email.answer}, and nothing was sent.`
    : SENTENCES[state]
}

const SENTENCES: Record<Exclude<State, 'rejected'>, string> = {
  sent: 'Sent, and not delivered yet.',
  delivered: 'Delivered.',
  delayed: 'Delayed: the receiving server wants it again later.',
  bounced: 'Bounced: the receiving server says that there is no such address.',
  complained: 'Complained: it was delivered, and the reader marked it as spam.',
  failed: 'Failed: it was accepted, and then could not be sent.',
  suppressed: 'Suppressed: an earlier email bounced or was reported as spam, so it was not sent.',
  'no answer': 'No answer: the email was sent, but the sender was never told.',
  'garbled answer': 'Garbled answer: the email was sent, but the sender got an answer that is not JSON.',
}

/** One sentence for each event that the webhook's endpoint did not accept. */
export function webhookProblems({ events }: Email): string[] {
  return events
    .filter(({ webhook }) => webhook === 'rejected')
    .map(({ type, problem }) => `The webhook event “${AFTER[type]}” was not accepted: ${problem}.`)
}
