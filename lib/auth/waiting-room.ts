import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { type Attempt, type EmailState, type NotedSuppression, readAttempt } from '@/lib/auth/attempt'
import { referenceOf } from '@/lib/auth/attempt-reference'
import { deviceCookie } from '@/lib/auth/device'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import { isRequestingBrowser } from '@/lib/auth/redeem'
import { log } from '@/lib/platform/log'
import { seconds } from '@/lib/platform/time'

/** What the waiting room shows of the attempt that this browser made. */
export type PendingAttempt = Pick<
  Attempt,
  'id' | 'email' | 'next' | 'reauthenticates' | 'emailState' | 'isOpened'
> & {
  /** As for the newest email. */
  remember: boolean
  /** What a support desk finds it by. */
  reference: string
  /** When the newest email was requested, and when the first. */
  requestedAt: number
  since: number
  /** Why the newest wasn't sent: only a device with standing hears that. */
  suppression?: NotedSuppression
  /** Milliseconds until the next may be requested; 0 if it may now. */
  cooldown: number
  tooManyTries: boolean
}

/**
 * An email that is suppressed would seem to be sent in no time: a client that asks often enough could
 * tell. So no email is shown as accepted sooner than this after the request.
 */
const SOONEST_ACCEPTED = seconds(2)

/** The attempt that this browser is waiting to finish; `unknown` if Redis can't be reached. */
export async function pendingAttempt(): Promise<PendingAttempt | undefined | 'unknown'> {
  try {
    const pending = await pendingCookie.read()
    const attempt = pending?.attemptId ? await readAttempt(pending.attemptId) : undefined
    // The cookie's id alone proves nothing: it could have been made up.
    return attempt && isRequestingBrowser(attempt, pending) ? shown(attempt) : undefined
  } catch (error) {
    unstable_rethrow(error)
    log.error('attempt.lookup_failed', error)
    return 'unknown'
  }
}

/** The same for pages that do without it while Redis is down. */
export async function pendingAttemptIfKnown(): Promise<PendingAttempt | undefined> {
  const attempt = await pendingAttempt()
  return attempt === 'unknown' ? undefined : attempt
}

function shown(attempt: Attempt): PendingAttempt {
  const { id, email, next, reauthenticates, emailState, isOpened, waitUntil, ended, links } = attempt
  const { createdAt: requestedAt, remember, suppression } = links.at(-1) ?? links[0]
  const isOver = ended || emailState === 'failed'
  return {
    ...{ isOpened, id, email, next, remember, reauthenticates, requestedAt, suppression },
    reference: referenceOf(id),
    since: links[0].createdAt,
    emailState: stateToShow(emailState, requestedAt),
    cooldown: isOver ? 0 : Math.max(0, waitUntil - Date.now()),
    tooManyTries: ended,
  }
}

const stateToShow = (state: EmailState, requestedAt: number): EmailState =>
  state === 'accepted' && Date.now() - requestedAt < SOONEST_ACCEPTED ? 'queued' : state

/** The last address that signed in from this browser. */
export async function lastEmail(): Promise<string | undefined> {
  return (await deviceCookie.read())?.email
}
