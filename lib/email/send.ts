import 'server-only'
import type { ReactElement } from 'react'
import { Resend } from 'resend'
import { renderEmail } from '@/lib/email/render'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { seconds } from '@/lib/platform/time'
import { withTimeout } from '@/lib/platform/with-timeout'

export type Email = {
  kind:
    | 'sign-in'
    | 'no-account'
    | 'confirm-email-change'
    | 'email-change-requested'
    | 'email-change-undone'
    | 'new-device'
    | 'account-deleted'
  subject: string
  text: string
  html: ReactElement
}

export type SendResult = { ok: true } | { ok: false }

/** For all tries of one email together: a visitor is waiting for news of it. */
const TIMEOUT = seconds(4)

/** For one try. After one that hangs, another finds out whether the email was accepted. */
const TRY_TIMEOUT = seconds(1.8)

/** Milliseconds between the tries. */
const PAUSES = [200, 600]

/**
 * Emails one person. Up to three tries within four seconds, all under one idempotency key, so that
 * Resend makes one email of them even if a response was lost. `{ ok: false }` if Resend hasn't
 * confirmed that it accepted the email.
 *
 * It doesn't ask whether the address is suppressed.
 *
 * @param about.id names the email in the log, and is its idempotency key: one id, one email
 * @param about.attempt what webhook events about it are noted for
 */
export async function sendEmail(
  { kind, subject, text, html }: Email,
  about: { to: string; id: string; attempt?: string },
): Promise<SendResult> {
  const { to, id, attempt } = about
  const payload = {
    from: env().email.from,
    to: [to],
    replyTo: env().email.replyTo,
    subject,
    html: await renderEmail(html),
    text,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': id },
    tags: [{ name: 'kind', value: kind }, ...(attempt ? [{ name: 'attempt', value: attempt }] : [])],
  }
  const deadline = Date.now() + TIMEOUT
  for (let tries = 1; ; tries++) {
    const { data, error, headers } = await withTimeout(
      Math.min(TRY_TIMEOUT, deadline - Date.now()),
      (signal) => resend().emails.send(payload, { idempotencyKey: `${kind}/${id}`, signal }),
    )
    if (data?.id) {
      log.info('email.accepted', { kind, id, provider: data.id, tries })
      return { ok: true }
    }
    const pause = pauseBeforeRetry(error, headers, tries)
    const isOver = pause === undefined || Date.now() + pause >= deadline
    const status = error?.statusCode ?? undefined
    log.warn('email.not_accepted', { kind, id, tries, error: error?.name, status })
    if (isOver) return { ok: false }
    await new Promise((done) => setTimeout(done, pause))
  }
}

let client: Resend | undefined
function resend(): Resend {
  const { apiKey, baseUrl = 'https://api.resend.com' } = env().email
  client ??= new Resend(apiKey, { baseUrl })
  return client
}

/** Milliseconds; undefined if a retry is useless. Only 429, 5xx and a missing response can pass. */
function pauseBeforeRetry(
  error: { statusCode: number | null } | null,
  headers: Record<string, string> | null,
  tries: number,
): number | undefined {
  const status = error?.statusCode ?? null
  if (status !== null && status !== 429 && status < 500) return undefined
  const retryAfter = Number(headers?.['retry-after'])
  const pause = PAUSES[tries - 1]
  return pause === undefined
    ? undefined
    : Math.max(pause, Number.isFinite(retryAfter) ? seconds(retryAfter) : 0)
}
