import { type Received, receiveNews } from '@/lib/email/webhook'
import { log } from '@/lib/platform/log'

const STATUS: Record<Received, number> = {
  taken: 204,
  'of-no-interest': 204,
  'forged-or-old': 401,
  replayed: 409,
  'not-configured': 404,
}

/** Bytes. Resend's news are a few hundred. */
const LARGEST = 50_000

/** Signed news from Resend of what became of our mails. 503 asks Resend to send it again later. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get('content-length')) > LARGEST) return new Response(null, { status: 413 })
  try {
    const body = await request.text()
    if (body.length > LARGEST) return new Response(null, { status: 413 })
    const received = await receiveNews(body, request.headers)
    if (received === 'forged-or-old' || received === 'replayed')
      log.warn('mail news refused', { reason: received })
    return new Response(null, { status: STATUS[received] })
  } catch (error) {
    log.error('mail news not taken', error)
    return new Response(null, { status: 503, headers: { 'Retry-After': '30' } })
  }
}
