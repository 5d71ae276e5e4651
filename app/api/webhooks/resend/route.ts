import { noteDelivery } from '@/lib/auth'
import { receiveWebhook, type WebhookOutcome } from '@/lib/email'
import { log } from '@/lib/platform'

const STATUS: Record<WebhookOutcome, number> = {
  processed: 204,
  ignored: 204,
  'bad-signature': 401,
  replayed: 409,
  'not-configured': 404,
}

/** Bytes. Resend's events have a few hundred. */
const MAX_BODY = 50_000

/** Resend's webhook: signed events about our emails. 503 makes Resend retry later. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get('content-length')) > MAX_BODY) return new Response(null, { status: 413 })
  try {
    const body = await request.text()
    if (body.length > MAX_BODY) return new Response(null, { status: 413 })
    const outcome = await receiveWebhook(body, request.headers, noteDelivery)
    if (outcome === 'bad-signature' || outcome === 'replayed')
      log.warn('webhook.rejected', { reason: outcome })
    return new Response(null, { status: STATUS[outcome] })
  } catch (error) {
    log.error('webhook.failed', error)
    return new Response(null, { status: 503, headers: { 'Retry-After': '30' } })
  }
}
