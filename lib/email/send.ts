import 'server-only'
import type { ReactElement } from 'react'
import { Resend } from 'resend'
import { renderEmail } from '@/lib/email/render'
import { slowDown, turn } from '@/lib/email/turns'
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

/** For all tries of one email together, without the wait for its turn: a visitor wants news of it. */
const TIMEOUT = seconds(4)

/**
 * How long an email may wait for its turn when the provider has too much to do, if no one waits for
 * the answer. With its tries, it has failed or not before the waiting room's SEND_DEADLINE.
 */
const PATIENCE = seconds(12)

/** For one try. After one that hangs, another finds out whether the email was accepted. */
const TRY_TIMEOUT = seconds(1.8)

/** Milliseconds between the tries. */
const PAUSES = [200, 600]

/**
 * Emails one person. Up to three tries within four seconds, all under one idempotency key, so that
 * Resend makes one email of them even if a response was lost. If Resend gets too many at once, the
 * email waits for its turn, and a try that was refused for that reason is none. `{ ok: false }` if
 * Resend hasn't confirmed that it accepted the email.
 *
 * It doesn't ask whether the address is suppressed.
 *
 * @param about.id names the email in the log, and is its idempotency key: one id, one email
 * @param about.attempt what webhook events about it are noted for
 * @param about.isAwaited a visitor waits for the answer, so the wait for a turn counts, too
 */
export async function sendEmail(
  { kind, subject, text, html }: Email,
  about: { to: string; id: string; attempt?: string; isAwaited?: boolean },
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
    tags: [
      { name: 'app', value: appTag() },
      { name: 'kind', value: kind },
      ...(attempt ? [{ name: 'attempt', value: attempt }] : []),
    ],
  }
  const begun = performance.now()
  const latestTurn = begun + (about.isAwaited ? TIMEOUT : PATIENCE)
  let deadline = begun + TIMEOUT
  for (let tries = 1; ; ) {
    const queuedAt = performance.now()
    if (!(await turn(latestTurn))) {
      log.warn('email.not_accepted', { kind, id, tries: tries - 1, error: 'too many emails at once' })
      return { ok: false }
    }
    const startedAt = performance.now()
    if (!about.isAwaited) deadline += startedAt - queuedAt
    const { data, error, headers } = await withTimeout(
      Math.min(TRY_TIMEOUT, deadline - startedAt),
      (signal) => resend().emails.send(payload, { idempotencyKey: `${kind}/${id}`, signal }),
    )
    if (data?.id) {
      log.info('email.accepted', { kind, id, provider: data.id, tries })
      return { ok: true }
    }
    const status = error?.statusCode ?? undefined
    log.warn('email.not_accepted', { kind, id, tries, error: error?.name, status })
    if (isTooFast(error)) {
      slowDown(headers, startedAt)
      continue
    }
    const pause = PAUSES[tries++ - 1]
    // 409: another try of ours is still under way there.
    const canPass = status === undefined || status >= 500 || error?.name === 'concurrent_idempotent_requests'
    if (!canPass || pause === undefined || performance.now() + pause >= deadline) return { ok: false }
    await new Promise((done) => setTimeout(done, pause))
  }
}

/** Too many calls a second. Too many emails a day or a month is no matter of seconds. */
const isTooFast = (error: { statusCode: number | null; name: string } | null) =>
  error?.statusCode === 429 && !error.name.includes('quota')

/**
 * Names this application in its emails: webhooks tell of all email of a team at Resend, which may
 * run this product twice. Letters, digits and hyphens, as Resend requires of a tag.
 */
export const appTag = () => new URL(env().appUrl).host.replace(/[^A-Za-z0-9-]/g, '-')

let client: Resend | undefined
function resend(): Resend {
  const { apiKey, baseUrl = 'https://api.resend.com' } = env().email
  client ??= new Resend(apiKey, { baseUrl })
  return client
}
