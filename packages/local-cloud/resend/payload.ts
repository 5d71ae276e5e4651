import type { WebhookEventPayload } from 'resend'
import { type EventType, type Mail, messageId } from '../mailbox/mail'

/** An event as Resend's webhooks tell it. https://resend.com/docs/webhooks/event-types */
export function payloadOf(mail: Mail, type: EventType, at: string): WebhookEventPayload {
  const data = {
    email_id: mail.id,
    message_id: messageId(mail),
    created_at: mail.createdAt,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    ...(mail.tags && { tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])) }),
  }
  if (type !== 'email.bounced') return { type, created_at: at, data }
  return { type, created_at: at, data: { ...data, bounce: BOUNCE } }
}

const BOUNCE = {
  type: 'Permanent',
  subType: 'General',
  message:
    "The recipient's email provider sent a hard bounce message, but didn't specify the reason for the hard bounce.",
}
