import 'server-only'
import { endingSessionsOf, type LiveSession } from '@/lib/auth/session'
import { ABSOLUTE_LIFETIME, timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import { db } from '@/lib/platform/db'

export type ListedSession = {
  id: string
  isThis: boolean
  device: string
  network: string
  createdAt: Date
  /** Noted every five minutes. */
  seenAt: Date
  /** Where it is one of 12 hours. */
  endsAt?: Date
}

/** Where somebody is signed in: the live sessions, the newest use first, which is that of this one. */
export async function liveSessionsOf({ id, userId }: LiveSession): Promise<ListedSession[]> {
  const now = Date.now()
  const rows = await db().session.findMany({
    where: { userId, endedAt: null, createdAt: { gt: new Date(now - ABSOLUTE_LIFETIME) } },
  })
  return rows
    .map((row) => ({ row, isThis: row.id === id, left: timeLeft(timesOf(row)) }))
    .filter(({ left }) => left > 0)
    .map(({ row, isThis, left }) => ({
      id: row.id,
      isThis,
      device: row.device,
      network: row.network,
      createdAt: row.createdAt,
      seenAt: isThis ? new Date(now) : row.lastSeenAt,
      endsAt: row.keep ? undefined : new Date(now + left),
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.seenAt.getTime() - a.seenAt.getTime())
}

/**
 * Ends a session from the list, and the change of address that was begun in it: what an intruder began goes with the
 * intruder. Nothing happens where the session isn't that user's.
 */
export async function endFromList({ id, userId }: { id: string; userId: string }): Promise<void> {
  await db().$transaction(endingSessionsOf(userId, 'ended', id))
}
