import type { EventType, Mail, MailEvent } from './mail'

export type State =
  | 'on its way'
  | 'delivered'
  | 'delayed'
  | 'bounced'
  | 'complained'
  | 'rejected'
  | 'no answer'
  | 'garbled answer'

const AFTER: Record<EventType, State> = {
  'email.sent': 'on its way',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
}

/** What there is to know of a mail in a word or two: first how the request fared, then how the delivery did. */
export function stateOf({ answer, events }: Mail): State {
  if (typeof answer === 'number') return 'rejected'
  if (answer === 'nothing') return 'no answer'
  if (answer === 'garbage') return 'garbled answer'
  const last = events.at(-1)
  return last ? AFTER[last.type] : 'on its way'
}

/** The same as a sentence. */
export function explain(mail: Mail): string {
  switch (stateOf(mail)) {
    case 'on its way':
      return 'On its way.'
    case 'delivered':
      return 'Delivered.'
    case 'delayed':
      return 'Delayed: the receiving server asked to try again later.'
    case 'bounced':
      return 'Bounced: the receiving server says that there is no such address.'
    case 'complained':
      return 'Complained: it arrived, and the reader marked it as spam.'
    case 'rejected':
      return `Rejected: the application was answered ${mail.answer}, and nothing was sent.`
    case 'no answer':
      return 'No answer: the mail was sent, but the application was never told so.'
    case 'garbled answer':
      return 'Garbled answer: the mail was sent, but the answer to the application was not JSON.'
  }
}

/** The news that the application did not take, one sentence each. */
export function untaken({ events }: Mail): string[] {
  return events
    .filter(({ news }) => news === 'refused')
    .map(({ type, problem }) => `The application did not take the news “${wordFor({ type })}”: ${problem}.`)
}

function wordFor({ type }: Pick<MailEvent, 'type'>): string {
  return type === 'email.sent' ? 'sent' : AFTER[type]
}
