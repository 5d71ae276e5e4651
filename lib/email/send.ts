import 'server-only'
import type { ReactElement } from 'react'
import { renderEmail } from '@/lib/email/render'
import type { Transport } from '@/lib/email/transport'
import { resendApi } from '@/lib/email/transport-resend'
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

/** Milliseconds between the tries. */
const PAUSES = [200, 600]

/**
 * Emails one person. Up to three tries within four seconds. They make one email, even if an answer
 * was lost: see each transport for how. If the provider gets too many at once, the email waits for
 * its turn, and a try that was refused for that reason is none. `{ ok: false }` if the provider
 * hasn't confirmed that it accepted the email.
 *
 * It doesn't ask whether the address is suppressed.
 *
 * @param about.id names the email in the log and at the provider: one id, one email
 * @param about.attempt what webhook events about it are noted for
 * @param about.isAwaited a visitor waits for the answer, so the wait for a turn counts, too
 */
export async function sendEmail(
  { kind, subject, text, html }: Email,
  about: { to: string; id: string; attempt?: string; isAwaited?: boolean },
): Promise<SendResult> {
  const { to, id, attempt } = about
  const message = { app: appTag(), kind, id, attempt, to, subject, html: await renderEmail(html), text }
  const { tryTimeout, send } = await transport()
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
    const timeout = Math.min(tryTimeout, deadline - startedAt)
    const tried = await withTimeout(timeout, (signal) => send(message, signal))
    if (tried.outcome === 'accepted') {
      log.info('email.accepted', { kind, id, provider: tried.provider, tries })
      return { ok: true }
    }
    const { outcome, error, status } = tried
    log.warn('email.not_accepted', { kind, id, tries, error, status })
    if (outcome === 'too-fast') {
      slowDown(tried.headers, startedAt)
      continue
    }
    const pause = PAUSES[tries++ - 1]
    if (outcome === 'refused' || pause === undefined || performance.now() + pause >= deadline) {
      return { ok: false }
    }
    await new Promise((done) => setTimeout(done, pause))
  }
}

/** The one that the environment names. Most need no SMTP, so its code is loaded only here. */
async function transport(): Promise<Transport> {
  if (!env().email.smtp) return resendApi
  return (await import('./transport-smtp')).smtp
}

/**
 * Names this application in its emails: webhooks tell of all email of a team at Resend, which may
 * run this product twice. Letters, digits and hyphens, as Resend requires of a tag.
 */
export const appTag = () => new URL(env().appUrl).host.replace(/[^A-Za-z0-9-]/g, '-')
