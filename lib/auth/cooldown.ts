import type { PendingAttempt } from '@/lib/auth/pending-cookie'
import { hours, seconds } from '@/lib/platform/time'

/** How long to wait after the first mail of an attempt, after the second, and so on. After the fifth, the hour is over. */
const STEPS = [seconds(30), seconds(60), seconds(120), seconds(120), hours(1)]

/** Milliseconds until this browser may ask for the next mail to the same address; 0 where it may now. */
export function untilNextMail(attempt: Pick<PendingAttempt, 'sent' | 'sentAt'>): number {
  const step = STEPS[Math.min(attempt.sent, STEPS.length) - 1] ?? 0
  return Math.max(0, attempt.sentAt + step - Date.now())
}
