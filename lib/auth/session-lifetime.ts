import { days, hours, minutes } from '@/lib/platform/time'

/** A session ends this long after the sign-in, whatever happens (ASVS 7.3.2). */
export const ABSOLUTE_LIFETIME = days(30)

/** The same where "Keep me signed in" was unticked: a working day on somebody else's computer. */
export const SHORT_LIFETIME = hours(12)

/** A session ends when nobody has used it for this long (ASVS 7.3.1). */
export const IDLE_LIFETIME = days(14)

/** Being in use is noted at most this often, in the cookie and in the row. */
export const SEEN_EVERY = minutes(5)

/** How long ago a sign-in may be for ending other sessions, changing the address or deleting the account (ASVS 7.5.1). */
const RECENT = minutes(10)

/** What says when a session is over, in milliseconds since 1970; `keep` is whether it outlives the browser. */
export type Times = { createdAt: number; seenAt: number; keep: boolean }

/** The same of a row. */
export const timesOf = (row: { createdAt: Date; lastSeenAt: Date; keep: boolean }): Times => ({
  createdAt: row.createdAt.getTime(),
  seenAt: row.lastSeenAt.getTime(),
  keep: row.keep,
})

/** Milliseconds until a session is over if nobody uses it again; 0 or less where it is. */
export function timeLeft({ createdAt, seenAt, keep }: Times): number {
  const end = keep
    ? Math.min(createdAt + ABSOLUTE_LIFETIME, seenAt + IDLE_LIFETIME)
    : createdAt + SHORT_LIFETIME
  return end - Date.now()
}

/** Whether it is time to note that the session is in use. */
export const isSeenDue = ({ seenAt }: { seenAt: number }) => Date.now() - seenAt >= SEEN_EVERY

/** Whether the sign-in is recent enough for what must not be done with a browser that was left open. */
export const isRecent = ({ createdAt }: { createdAt: number }) => Date.now() - createdAt < RECENT
