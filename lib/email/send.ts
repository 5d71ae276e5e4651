import 'server-only'
import { randomUUID } from 'node:crypto'
import { render } from '@react-email/components'
import type { ReactElement } from 'react'
import { Resend } from 'resend'
import { asLongAsSending, rememberDuration } from '@/lib/email/send-duration'
import { isBlocked } from '@/lib/email/suppression'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { seconds } from '@/lib/platform/time'

export type MailContents = {
  kind: 'sign-in' | 'no-account' | 'change-address' | 'address-changing' | 'new-device' | 'account-deleted'
  subject: string
  text: string
  html: ReactElement
}

export type Sent =
  /** Where the mail was held back, the message's name is made up: whoever asked is not to know. */
  { ok: true; messageId: string } | { ok: false }

/** For all tries of one mail together: somebody is waiting for the page. */
const DEADLINE = seconds(4)
/** For one try: one that hangs leaves time for another, which hears from Resend that the mail is on its way already. */
const DEADLINE_OF_A_TRY = seconds(1.8)
const PAUSES = [200, 600]

/**
 * Mails one person. Up to three tries within four seconds, all under one idempotency key, so that Resend makes one mail
 * of them even where an answer was lost. `{ ok: false }` is every mail that wasn't confirmed as accepted.
 *
 * @throws when the database can't be reached; nothing was sent then.
 * @param about.id names the mail in the log, and is its idempotency key: one id, one mail
 * @param about.held sends nothing, in the time of sending
 */
export async function sendMail(
  contents: MailContents,
  about: { to: string; id: string; held?: boolean },
): Promise<Sent> {
  const { kind } = contents
  const isHeld = (await isBlocked(about.to)) || about.held
  const mail = {
    from: env().mail.from,
    to: [about.to],
    replyTo: env().mail.replyTo,
    subject: contents.subject,
    html: await render(contents.html),
    text: contents.text,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': about.id },
    tags: [{ name: 'kind', value: kind }],
  }
  if (isHeld) {
    log.warn('mail held back', { kind, id: about.id })
    await asLongAsSending()
    return { ok: true, messageId: randomUUID() }
  }
  const begun = performance.now()
  const deadline = AbortSignal.timeout(DEADLINE)
  for (let tries = 1; ; tries++) {
    const { data, error, headers } = await resend().emails.send(mail, {
      idempotencyKey: `${kind}/${about.id}`,
      signal: AbortSignal.any([deadline, AbortSignal.timeout(DEADLINE_OF_A_TRY)]),
    })
    if (data?.id) {
      rememberDuration(performance.now() - begun)
      log.info('mail accepted', { kind, id: about.id, provider: data.id, tries })
      return { ok: true, messageId: data.id }
    }
    const pause = pauseBeforeNextTry(error, headers, tries)
    const isOver = pause === undefined || deadline.aborted
    log.warn('mail not accepted', {
      kind,
      id: about.id,
      tries,
      error: error?.name,
      status: error?.statusCode ?? undefined,
    })
    if (isOver || !(await slept(pause, deadline))) return { ok: false }
  }
}

let client: Resend | undefined
function resend(): Resend {
  client ??= new Resend(env().mail.apiKey, { baseUrl: env().mail.baseUrl ?? 'https://api.resend.com' })
  return client
}

/** Milliseconds, or undefined where trying again is useless: only 429, 5xx and no answer at all may pass by themselves. */
function pauseBeforeNextTry(
  error: { statusCode: number | null } | null,
  headers: Record<string, string> | null,
  tries: number,
): number | undefined {
  const status = error?.statusCode ?? null
  if (status !== null && status !== 429 && status < 500) return undefined
  const asked = Number(headers?.['retry-after'])
  const pause = PAUSES[tries - 1]
  return pause === undefined ? undefined : Math.max(pause, Number.isFinite(asked) ? seconds(asked) : 0)
}

/** @returns false where the deadline comes first; then there is no point in waiting for it */
function slept(pause: number, deadline: AbortSignal): Promise<boolean> {
  return new Promise((done) => {
    if (deadline.aborted || pause >= DEADLINE) return done(false)
    const timer = setTimeout(() => done(true), pause)
    deadline.addEventListener('abort', () => {
      clearTimeout(timer)
      done(false)
    })
  })
}
