import type { PendingAttempt } from '@/lib/auth/pending-cookie'
import { hours, seconds } from '@/lib/platform/time'

/** Cooldown after each email of an attempt. The fifth uses up the hour's limit. */
const STEPS = [seconds(30), seconds(60), seconds(120), seconds(120), hours(1)]

/** Milliseconds until this browser may request the next email to that address; 0 if it may now. */
export function cooldownLeft(attempt: Pick<PendingAttempt, 'sent' | 'sentAt'>): number {
  const step = STEPS[Math.min(attempt.sent, STEPS.length) - 1] ?? 0
  return Math.max(0, attempt.sentAt + step - Date.now())
}
