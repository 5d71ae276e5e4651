import { days, hours, minutes } from '@/lib/platform/time'

/** A session ends this long after the sign-in, whatever happens (ASVS 7.3.2). */
export const ABSOLUTE_LIFETIME = days(30)

/** If "Keep me signed in" was unticked, it ends after a working day: computers are shared. */
export const SHORT_LIFETIME = hours(12)

/** A session ends when it hasn't been used for this long (ASVS 7.3.1). */
export const IDLE_LIFETIME = days(14)

/** Use is recorded at most this often, in the cookie and in the row. */
export const REFRESH_INTERVAL = minutes(5)

/** How recent a sign-in must be for a sensitive action (ASVS 7.5.1). */
const RECENT = minutes(10)

/** What decides when a session ends, in milliseconds since 1970. */
export type Times = { createdAt: number; seenAt: number; remember: boolean }

/** The times of a session's row. */
export const timesOf = (row: { createdAt: Date; lastSeenAt: Date; remember: boolean }): Times => ({
  createdAt: row.createdAt.getTime(),
  seenAt: row.lastSeenAt.getTime(),
  remember: row.remember,
})

/** Milliseconds until a session ends if it isn't used again; 0 or less if it has ended. */
export function timeLeft({ createdAt, seenAt, remember }: Times): number {
  const end = remember
    ? Math.min(createdAt + ABSOLUTE_LIFETIME, seenAt + IDLE_LIFETIME)
    : createdAt + SHORT_LIFETIME
  return end - Date.now()
}

/** Whether it is time to record that the session is in use. */
export const isRefreshDue = ({ seenAt }: { seenAt: number }) => Date.now() - seenAt >= REFRESH_INTERVAL

/** Whether the sign-in is recent enough for sensitive actions. */
export const isRecent = ({ createdAt }: { createdAt: number }) => Date.now() - createdAt < RECENT
