import 'server-only'
import { parseEmailAddress } from '@/lib/email-address'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { noAccountMail } from '@/lib/mail/no-account-mail'
import { sendMail } from '@/lib/mail/send'
import { signInMail } from '@/lib/mail/sign-in-mail'
import { randomId } from '@/lib/secrets'
import { ATTEMPT_LIFETIME, storeAttempt } from '@/lib/sign-in/attempt'
import { takeFromLimits } from '@/lib/sign-in/limits'
import type { Pending } from '@/lib/sign-in/pending-cookie'
import { HOME, parseReturnPath } from '@/lib/sign-in/return-path'
import { mayComeIn } from '@/lib/sign-in/sign-up-policy'
import { inMinutes } from '@/lib/time'

export type Requested =
  /** Says nothing about whether there is an account, nor whether a mail was held back for the address's limit. */
  | { ok: true; pending: Pending }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' | 'unavailable' }
  /** Not confirmed as sent. It may arrive all the same, so the browser still needs its cookie. */
  | { ok: false; reason: 'not-sent'; pending: Pending }
  | { ok: false; reason: 'too-many' /** Milliseconds. */; retryAfter: number }

/**
 * Starts an attempt and mails its link and code.
 *
 * @param asked what was typed and where they were going, both unchecked
 * @param browser what its pending cookie says, and whom the limits count it as
 */
export async function requestLink(
  asked: { email: unknown; next: unknown },
  browser: { pending: Pending | undefined; client: string },
): Promise<Requested> {
  const parsed = parseEmailAddress(asked.email)
  if (!parsed.ok) return parsed
  try {
    const next = parseReturnPath(asked.next) ?? HOME
    return await startAttempt({ email: parsed.address, next, ...browser })
  } catch (error) {
    log.error('attempt not started', error)
    return { ok: false, reason: 'unavailable' }
  }
}

async function startAttempt(wanted: {
  email: string
  next: string
  pending: Pending | undefined
  client: string
}): Promise<Requested> {
  const { email, next } = wanted
  const browser = wanted.pending?.browser ?? randomId()
  // Where no new mail goes out, the code of the one that did must keep working here.
  const earlier = wanted.pending?.attempt?.email === email ? wanted.pending.attempt : undefined
  const taken = await takeFromLimits({
    mailsFromClient: wanted.client,
    mailsToAddress: email,
    mailsInTotal: 'all',
  })
  if (!taken.ok) {
    log.warn('attempt limited', { limit: taken.limit })
    if (taken.limit !== 'mailsToAddress')
      return { ok: false, reason: 'too-many', retryAfter: taken.retryAfter }
    return { ok: true, pending: { browser, attempt: earlier ?? { id: randomId(), email, next } } }
  }

  const { attempt, challenge } = await storeAttempt({ email, next, browser })
  const mail = (await mayComeIn(email))
    ? signInMail({
        url: `${env().appUrl}/magic-link/${challenge.token}`,
        code: challenge.code,
        minutes: inMinutes(ATTEMPT_LIFETIME),
      })
    : noAccountMail()
  const sent = await sendMail(mail, { to: email, id: attempt.id })
  const mailed = { id: attempt.id, email, next }
  return sent.ok
    ? { ok: true, pending: { browser, attempt: mailed } }
    : { ok: false, reason: 'not-sent', pending: { browser, attempt: earlier ?? mailed } }
}
