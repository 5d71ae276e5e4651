import 'server-only'
import type { LiveSession } from '@/lib/auth/session'
import { ABSOLUTE_LIFETIME, timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import { db } from '@/lib/platform/db'

export type ListedSession = {
  id: string
  isThis: boolean
  device: string
  network: string
  createdAt: Date
  /** Recorded every five minutes. */
  seenAt: Date
  /** For a session of 12 hours. */
  endsAt?: Date
}

/** A user's active sessions: this one first, then the most recently used. */
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
      endsAt: row.remember ? undefined : new Date(now + left),
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.seenAt.getTime() - a.seenAt.getTime())
}
