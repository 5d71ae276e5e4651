import 'server-only'
import { resend } from '@/lib/email/resend'
import { headersOf, type Transport } from '@/lib/email/transport'
import { env } from '@/lib/platform/env'
import { seconds } from '@/lib/platform/time'

/**
 * Resend's API. All tries of an email have one idempotency key, so that Resend makes one email of
 * them even if a response was lost. After a try that hangs, another finds out whether it did.
 */
export const resendApi: Transport = {
  tryTimeout: seconds(1.8),
  async send(message, signal) {
    const { app, kind, id, attempt, to, subject, html, text } = message
    const payload = {
      from: env().email.from,
      to: [to],
      replyTo: env().email.replyTo,
      ...{ subject, html, text },
      headers: headersOf(message),
      tags: [
        { name: 'app', value: app },
        { name: 'kind', value: kind },
        ...(attempt ? [{ name: 'attempt', value: attempt }] : []),
      ],
    }
    const { data, error, headers } = await resend().emails.send(payload, {
      idempotencyKey: `${kind}/${id}`,
      signal,
    })
    if (data?.id) return { outcome: 'accepted', provider: data.id }
    const status = error?.statusCode ?? undefined
    const why = { error: error?.name, status }
    // Too many calls a second. Too many emails a day or a month is no matter of seconds.
    if (status === 429 && !error?.name.includes('quota')) return { outcome: 'too-fast', headers, ...why }
    // 409: another try of ours is still under way there.
    const canPass = status === undefined || status >= 500 || error?.name === 'concurrent_idempotent_requests'
    return { outcome: canPass ? 'failed' : 'refused', ...why }
  },
}
