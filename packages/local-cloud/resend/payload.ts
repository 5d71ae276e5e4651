import { type Email, type EventType, messageId } from '../mailbox/email'

/** An event as Resend's webhooks tell it. https://resend.com/docs/webhooks/event-types */
export function payloadOf(email: Email, type: EventType, at: string) {
  const data = {
    email_id: email.id,
    message_id: messageId(email),
    created_at: email.createdAt,
    from: email.from,
    to: email.to,
    subject: email.subject,
    ...(email.tags && { tags: Object.fromEntries(email.tags.map(({ name, value }) => [name, value])) }),
    ...(type === 'email.bounced' && { bounce: BOUNCE }),
    ...(type === 'email.failed' && { failed: { reason: 'reached_daily_quota' } }),
    ...(type === 'email.suppressed' && { suppressed: SUPPRESSED }),
  }
  return { type, created_at: at, data }
}

const BOUNCE = {
  type: 'Permanent',
  subType: 'General',
  message:
    "The recipient's email provider sent a hard bounce message, but didn't specify the reason for the hard bounce.",
}

const SUPPRESSED = {
  type: 'OnAccountSuppressionList',
  message:
    'Resend has suppressed sending to this address because it is on the account-level suppression list.',
}
