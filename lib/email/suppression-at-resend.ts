import 'server-only'
import { resend } from '@/lib/email/resend'
import { slowDown, turn } from '@/lib/email/turns'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { seconds } from '@/lib/platform/time'
import { withTimeout } from '@/lib/platform/with-timeout'

/** Why an address is on Resend's list. `manual`: a person of the team put it there. */
type Origin = 'bounce' | 'complaint' | 'manual'

export type Lifted = 'lifted' | 'not-listed' /** For another reason than those. */ | 'kept' | 'failed'

/** For a call, and as long for its turn: with the tries of the email, it's over by SEND_DEADLINE. */
const TIMEOUT = seconds(1)

/**
 * Lifts Resend's own suppression of an address, which holds for the whole team and doesn't end, if
 * it has one of those reasons. One try: the email tells whether it mattered. Never throws.
 * https://resend.com/docs/dashboard/emails/email-suppressions
 */
export async function liftAtResend(
  email: string,
  origins: Origin[] = ['bounce', 'complaint', 'manual'],
): Promise<Lifted> {
  // By SMTP, there is no Resend.
  if (!env().email.apiKey) return 'not-listed'
  const { suppressions } = resend()
  const listed = await ask((signal) => suppressions.get(email, { signal }))
  if (listed.error?.statusCode === 404) return 'not-listed'
  if (!listed.data) return failed(listed.error)
  const { id, origin } = listed.data
  if (!origins.includes(origin)) return 'kept'
  const removed = await ask((signal) => suppressions.remove(id, { signal }))
  if (!removed.data && removed.error?.statusCode !== 404) return failed(removed.error)
  log.info('suppression.lifted_at_provider', { entry: id, origin })
  return 'lifted'
}

type Failure = { name: string; statusCode: number | null } | null
type Answer<T> = { data: T | null; error: Failure; headers: Record<string, string> | null }

async function ask<T>(call: (signal: AbortSignal) => Promise<Answer<T>>): Promise<Answer<T>> {
  if (!(await turn(performance.now() + TIMEOUT)))
    return { data: null, error: { name: 'too many calls at once', statusCode: null }, headers: null }
  const startedAt = performance.now()
  const answer = await withTimeout(TIMEOUT, call)
  if (answer.error?.statusCode === 429) slowDown(answer.headers, startedAt)
  return answer
}

function failed(error: Failure): 'failed' {
  log.warn('suppression.lift_failed', { error: error?.name, status: error?.statusCode ?? undefined })
  return 'failed'
}
