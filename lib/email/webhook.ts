import 'server-only'
import { Resend } from 'resend'
import { z } from 'zod'
import { parseEmailAddress } from '@/lib/email/address'
import { recordDelivery } from '@/lib/email/delivery'
import { blockAddress } from '@/lib/email/suppression'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { inSeconds, minutes } from '@/lib/platform/time'

/** Longer than a signature is good for (five minutes each way), so no news can be sent again after it is forgotten. */
const REMEMBERED = minutes(15)

const Message = z.object({ email_id: z.string().max(100), to: z.array(z.string()) })
const News = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email.delivered'), data: Message }),
  z.object({ type: z.literal('email.delivery_delayed'), data: Message }),
  z.object({
    type: z.literal('email.bounced'),
    data: Message.extend({ bounce: z.object({ type: z.string() }) }),
  }),
  z.object({ type: z.literal('email.complained'), data: Message }),
  // Resend's own list of addresses that have bounced or complained before.
  z.object({ type: z.literal('email.suppressed'), data: Message }),
])
type News = z.infer<typeof News>

export type Received = 'taken' | 'of-no-interest' | 'forged-or-old' | 'replayed' | 'not-configured'

/**
 * Takes news from Resend of what became of a mail. The signature is checked over the body as it came, with its time
 * (five minutes; https://docs.svix.com/receiving/verifying-payloads/how-manual), and each message is taken once.
 * @throws when Redis or the database can't be reached; nothing is remembered then, so that Resend's repetition is taken.
 */
export async function receiveNews(body: string, headers: Headers): Promise<Received> {
  const webhookSecret = env().mail.webhookSecret
  if (!webhookSecret) return 'not-configured'
  const id = headers.get('svix-id') ?? ''
  const signed = verify(body, webhookSecret, {
    id,
    timestamp: headers.get('svix-timestamp') ?? '',
    signature: headers.get('svix-signature') ?? '',
  })
  if (!signed.ok) return 'forged-or-old'

  const seen = `mail:webhook:${id}`
  if ((await redis().exists(seen)) > 0) return 'replayed'
  const news = News.safeParse(signed.payload)
  if (news.success) await take(news.data)
  await redis().set(seen, 1, { ex: inSeconds(REMEMBERED) })
  return news.success ? 'taken' : 'of-no-interest'
}

function verify(
  payload: string,
  webhookSecret: string,
  headers: { id: string; timestamp: string; signature: string },
): { ok: true; payload: unknown } | { ok: false } {
  try {
    // The key is for sending; checking a signature asks nobody.
    return { ok: true, payload: new Resend('re_none').webhooks.verify({ payload, headers, webhookSecret }) }
  } catch {
    return { ok: false }
  }
}

async function take(news: News): Promise<void> {
  const { email_id: messageId, to } = news.data
  log.info('mail news', { provider: messageId, type: news.type })
  switch (news.type) {
    case 'email.delivered':
      return recordDelivery(messageId, 'delivered')
    case 'email.delivery_delayed':
      return recordDelivery(messageId, 'delayed')
    case 'email.suppressed':
      return recordDelivery(messageId, 'bounced')
    case 'email.bounced':
      // A full mailbox empties; an address that doesn't exist doesn't begin to.
      if (news.data.bounce.type === 'Permanent') await blockAll(to, 'bounced')
      return recordDelivery(messageId, 'bounced')
    case 'email.complained':
      await blockAll(to, 'complained')
      return recordDelivery(messageId, 'complained')
  }
}

async function blockAll(recipients: string[], reason: 'bounced' | 'complained'): Promise<void> {
  for (const recipient of recipients) {
    const parsed = parseEmailAddress(recipient)
    if (parsed.ok) await blockAddress(parsed.address, reason)
  }
}
