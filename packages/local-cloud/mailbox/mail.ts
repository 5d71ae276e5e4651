export type EventType =
  | 'email.sent'
  | 'email.delivered'
  | 'email.delivery_delayed'
  | 'email.bounced'
  | 'email.complained'

/** What became of a mail, and whether the application has taken the news of it. */
export type MailEvent = {
  type: EventType
  /** ISO 8601, in UTC */
  at: string
  /** `unsent` where no webhook is set up. */
  news: 'unsent' | 'on its way' | 'taken' | 'refused'
  /** Why the application did not take it. */
  problem?: string
}

/** What the request that brought a mail was told. With a status other than 200 the mail was never sent. */
export type Answer = 'accepted' | 'nothing' | 'garbage' | 422 | 500

export type Mail = {
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
  events: MailEvent[]
}

/** The address in `Name <address>` or alone, in lower case. Undefined when it can't be one. */
export function addressIn(text: string): string | undefined {
  const [, named, bare] = /^(?:[^<>]*<([^<>]*)>|([^<>]*))$/.exec(text.trim()) ?? []
  const address = (named ?? bare ?? '').toLowerCase()
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(address) ? address : undefined
}

/** All web addresses in a mail's text part, in order, once each. */
export function linksIn(mail: Mail): string[] {
  return [...new Set(mail.text?.match(LINK) ?? [])]
}

/** A web address in running text, without the punctuation that ends its sentence. */
export const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/g

/** The Message-ID that the mail would have had. */
export function messageId(mail: Pick<Mail, 'id'>): string {
  return `<${mail.id}@mailbox.invalid>`
}

/** False for a mail that was refused: it is only here to be looked at. */
export function wasSent({ answer }: Mail): boolean {
  return typeof answer === 'string'
}
