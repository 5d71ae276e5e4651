import 'server-only'
import { Resend } from 'resend'
import { z } from 'zod'
import { parseEmailAddress } from '@/lib/email/address'
import { appTag } from '@/lib/email/send'
import { type SuppressionReason, suppress } from '@/lib/email/suppression'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { inSeconds, minutes } from '@/lib/platform/time'

/** Longer than a signature is valid (five minutes each way), or events could be replayed. */
const REPLAY_WINDOW = minutes(15)

/** Email that is ours: it has our tags, and one recipient. */
const Message = z.object({
  email_id: z.string().max(100),
  to: z.tuple([z.string()]),
  tags: z.object({
    app: z.string().refine((app) => app === appTag()),
    kind: z.string(),
    attempt: z.string().max(100).optional(),
  }),
})
/** When it happened: the same for each try to tell us. */
const created_at = z.coerce.date().catch(() => new Date())
const WebhookEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email.delivered'), created_at, data: Message }),
  z.object({ type: z.literal('email.delivery_delayed'), created_at, data: Message }),
  z.object({
    type: z.literal('email.bounced'),
    created_at,
    data: Message.extend({ bounce: z.object({ type: z.string() }) }),
  }),
  z.object({ type: z.literal('email.complained'), created_at, data: Message }),
  // It was accepted, and then couldn't be sent: a quota, or the domain.
  z.object({ type: z.literal('email.failed'), created_at, data: Message }),
  // The address is on Resend's own suppression list.
  z.object({ type: z.literal('email.suppressed'), created_at, data: Message }),
])
type WebhookEvent = z.infer<typeof WebhookEvent>

export type WebhookOutcome = 'processed' | 'ignored' | 'bad-signature' | 'replayed' | 'not-configured'

/** Least to most final. Events can arrive out of order. */
export type DeliveryState = 'delayed' | 'failed' | 'delivered' | 'bounced' | 'complained'

/** Takes note of what became of the email of an attempt, as `sendEmail` named it. */
export type NoteDelivery = (attempt: string, state: DeliveryState) => Promise<void>

/**
 * Processes a webhook event from Resend about an email of ours, once. Resend tells of all email of
 * the team: events about other products' email prove their sender, and are `ignored`.
 *
 * The signature is checked over the body as it came, with its time (five minutes;
 * https://docs.svix.com/receiving/verifying-payloads/how-manual).
 *
 * @throws when Redis or the database can't be reached. The event isn't remembered then, so that
 *   Resend's retry is processed.
 */
export async function receiveWebhook(
  body: string,
  headers: Headers,
  note: NoteDelivery,
): Promise<WebhookOutcome> {
  const { webhookSecret } = env().email
  if (!webhookSecret) return 'not-configured'
  const id = headers.get('svix-id') ?? ''
  const signed = verify(body, webhookSecret, {
    id,
    timestamp: headers.get('svix-timestamp') ?? '',
    signature: headers.get('svix-signature') ?? '',
  })
  if (!signed.ok) return 'bad-signature'

  const event = WebhookEvent.safeParse(signed.payload)
  if (!event.success) {
    log.info('webhook.ignored', { id })
    return 'ignored'
  }
  const seen = `webhook:${id}`
  if ((await redis().exists(seen)) > 0) return 'replayed'
  await process(event.data, note)
  await redis().set(seen, 1, { ex: inSeconds(REPLAY_WINDOW) })
  return 'processed'
}

function verify(
  payload: string,
  webhookSecret: string,
  headers: { id: string; timestamp: string; signature: string },
): { ok: true; payload: unknown } | { ok: false } {
  try {
    // Any key will do: checking a signature makes no call.
    return { ok: true, payload: new Resend('re_none').webhooks.verify({ payload, headers, webhookSecret }) }
  } catch {
    return { ok: false }
  }
}

async function process(event: WebhookEvent, note: NoteDelivery): Promise<void> {
  const {
    email_id: messageId,
    to: [recipient],
    tags,
  } = event.data
  log.info('webhook.received', { provider: messageId, type: event.type })
  const reason = reasonToSuppress(event)
  if (reason) await suppressRecipient(recipient, reason, event.created_at)
  if (event.type === 'email.failed') log.warn('email.failed', { provider: messageId, kind: tags.kind })
  if (tags.attempt) await note(tags.attempt, STATE[event.type])
}

const STATE: Record<WebhookEvent['type'], DeliveryState> = {
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.failed': 'failed',
  'email.bounced': 'bounced',
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
}

function reasonToSuppress(event: WebhookEvent): SuppressionReason | undefined {
  if (event.type === 'email.complained') return 'complained'
  // Resend has sent nothing there since an earlier bounce.
  if (event.type === 'email.suppressed') return 'bounced'
  // A full mailbox gets emptied, so a temporary bounce doesn't count.
  return event.type === 'email.bounced' && event.data.bounce.type === 'Permanent' ? 'bounced' : undefined
}

async function suppressRecipient(recipient: string, reason: SuppressionReason, at: Date): Promise<void> {
  const parsed = parseEmailAddress(recipient)
  if (parsed.ok) await suppress(parsed.address, reason, at)
}
