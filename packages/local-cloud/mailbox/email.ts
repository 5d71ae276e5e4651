export const EVENT_TYPES = [
  'email.sent',
  'email.delivered',
  'email.delivery_delayed',
  'email.bounced',
  'email.complained',
  'email.failed',
  'email.suppressed',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** What happened to an email, and whether the webhook's endpoint accepted the event. */
export type DeliveryEvent = {
  type: EventType
  /** ISO 8601, in UTC */
  at: string
  /** `none` if no webhook is set up. */
  webhook: 'none' | 'pending' | 'accepted' | 'rejected'
  /** Why it was rejected. */
  problem?: string
}

/** What the sender was told. With a number, the status of an error, the email was never sent. */
export type Answer = 'accepted' | 'nothing' | 'garbage' | number

export type Email = {
  id: string
  from: string
  to: string[]
  subject: string
  html?: string
  text?: string
  headers: Record<string, string>
  replyTo?: string[]
  tags?: { name: string; value: string }[]
  /** ISO 8601, in UTC */
  createdAt: string
  answer: Answer
  events: DeliveryEvent[]
}

/** False for an email that was refused: it is only kept to be looked at. */
export function wasSent({ answer }: Pick<Email, 'answer'>): boolean {
  return typeof answer === 'string'
}

/** The address in `Name <address>` or alone, in lower case. Undefined when it can't be one. */
export function addressIn(text: string): string | undefined {
  const [, named, bare] = /^(?:[^<>]*<([^<>]*)>|([^<>]*))$/.exec(text.trim()) ?? []
  const address = (named ?? bare ?? '').toLowerCase()
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(address) ? address : undefined
}

/** A web address in running text, without the punctuation that ends its sentence. */
const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/g

/** All web addresses in an email's text, in order, once each. */
export function linksIn({ text }: Pick<Email, 'text'>): string[] {
  return [...new Set(text?.match(LINK))]
}

/** Six digits on a line of their own, "123456" or "123 456", as they stand there. */
export function codeIn({ text }: Pick<Email, 'text'>): string | undefined {
  return text?.match(/^[^\S\n]*(\d{3} ?\d{3})[^\S\n]*$/m)?.[1]
}

/** The Message-ID that the email would have. */
export function messageId({ id }: Pick<Email, 'id'>): string {
  return `<${id}@mailbox.invalid>`
}
