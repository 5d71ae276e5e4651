import 'server-only'
import { Resend } from 'resend'
import { z } from 'zod'
import { parseEmailAddress } from '@/lib/email/address'
import { recordDelivery } from '@/lib/email/delivery'
import { suppress } from '@/lib/email/suppression'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { inSeconds, minutes } from '@/lib/platform/time'

/** Longer than a signature is valid (five minutes each way), or events could be replayed. */
const REPLAY_WINDOW = minutes(15)

const Message = z.object({ email_id: z.string().max(100), to: z.array(z.string()) })
const WebhookEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email.delivered'), data: Message }),
  z.object({ type: z.literal('email.delivery_delayed'), data: Message }),
  z.object({
    type: z.literal('email.bounced'),
    data: Message.extend({ bounce: z.object({ type: z.string() }) }),
  }),
  z.object({ type: z.literal('email.complained'), data: Message }),
  // The address is on Resend's own suppression list.
  z.object({ type: z.literal('email.suppressed'), data: Message }),
])
type WebhookEvent = z.infer<typeof WebhookEvent>

export type WebhookOutcome = 'processed' | 'ignored' | 'bad-signature' | 'replayed' | 'not-configured'

/**
 * Processes a webhook event from Resend, once. The signature is checked over the body as it came,
 * with its time (five minutes; https://docs.svix.com/receiving/verifying-payloads/how-manual).
 *
 * @throws when Redis or the database can't be reached. The event isn't remembered then, so that
 *   Resend's retry is processed.
 */
export async function receiveWebhook(body: string, headers: Headers): Promise<WebhookOutcome> {
  const { webhookSecret } = env().email
  if (!webhookSecret) return 'not-configured'
  const id = headers.get('svix-id') ?? ''
  const signed = verify(body, webhookSecret, {
    id,
    timestamp: headers.get('svix-timestamp') ?? '',
    signature: headers.get('svix-signature') ?? '',
  })
  if (!signed.ok) return 'bad-signature'

  const seen = `webhook:${id}`
  if ((await redis().exists(seen)) > 0) return 'replayed'
  const event = WebhookEvent.safeParse(signed.payload)
  if (event.success) await process(event.data)
  await redis().set(seen, 1, { ex: inSeconds(REPLAY_WINDOW) })
  return event.success ? 'processed' : 'ignored'
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

async function process(event: WebhookEvent): Promise<void> {
  const { email_id: messageId, to } = event.data
  log.info('webhook.received', { provider: messageId, type: event.type })
  switch (event.type) {
    case 'email.delivered':
      return recordDelivery(messageId, 'delivered')
    case 'email.delivery_delayed':
      return recordDelivery(messageId, 'delayed')
    case 'email.suppressed':
      return recordDelivery(messageId, 'bounced')
    case 'email.bounced':
      // A full mailbox gets emptied. An address that doesn't exist won't start to.
      if (event.data.bounce.type === 'Permanent') await suppressAll(to, 'bounced')
      return recordDelivery(messageId, 'bounced')
    case 'email.complained':
      await suppressAll(to, 'complained')
      return recordDelivery(messageId, 'complained')
  }
}

async function suppressAll(recipients: string[], reason: 'bounced' | 'complained'): Promise<void> {
  for (const recipient of recipients) {
    const parsed = parseEmailAddress(recipient)
    if (parsed.ok) await suppress(parsed.address, reason)
  }
}
