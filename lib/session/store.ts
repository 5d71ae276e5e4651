import 'server-only'
import { db } from '@/lib/db'
import { randomId } from '@/lib/secrets'
import { ABSOLUTE_LIFETIME } from '@/lib/session/cookie'
import { days, minutes } from '@/lib/time'

/** A session ends when nobody has used it for this long (ASVS 7.3.1). */
export const IDLE_LIFETIME = days(14)

/** How long the browser that claimed an attempt may have the same answer again: a lost reply, a double click, a crash. */
export const REPEAT_WINDOW = minutes(1)

/** Last seen is written at most this often. */
const SEEN_EVERY = minutes(5)

export type Claimed = { ok: true; session: { id: string; createdAt: number } } | { ok: false; reason: 'used' }

/**
 * Makes the one session of an attempt, and its user if there is none.
 *
 * The UNIQUE attemptId is the arbiter, in one transaction with the user (ASVS 15.4.2): of any number of claims at once,
 * the first makes the row, and all read the same row afterwards. Its first statement writes, because a SQLite
 * transaction that begins by reading can't be made to wait for its turn to write.
 *
 * @throws when the database can't be reached; then nothing was made, and the attempt is as good as before.
 */
export async function createSession(claim: {
  attemptId: string
  email: string
  browserHash: string
}): Promise<Claimed> {
  const id = randomId()
  const now = new Date()
  const [, , session] = await db().$transaction([
    db().$executeRaw`
      INSERT INTO "User" ("id", "email", "createdAt") VALUES (${randomId()}, ${claim.email}, ${now})
      ON CONFLICT ("email") DO NOTHING`,
    db().$executeRaw`
      INSERT INTO "Session" ("id", "userId", "attemptId", "browserHash", "createdAt", "lastSeenAt")
      SELECT ${id}, "id", ${claim.attemptId}, ${claim.browserHash}, ${now}, ${now} FROM "User" WHERE "email" = ${claim.email}
      ON CONFLICT ("attemptId") DO NOTHING`,
    db().session.findUniqueOrThrow({ where: { attemptId: claim.attemptId } }),
  ])
  const createdAt = session.createdAt.getTime()
  const isRepeat =
    session.browserHash === claim.browserHash &&
    session.endedAt === null &&
    now.getTime() - createdAt < REPEAT_WINDOW
  if (session.id !== id && !isRepeat) return { ok: false, reason: 'used' }
  return { ok: true, session: { id: session.id, createdAt } }
}

/** Whether an attempt has made its session already. */
export async function isClaimed(attemptId: string): Promise<boolean> {
  return (await db().session.count({ where: { attemptId } })) > 0
}

export type LiveSession = { id: string; userId: string; email: string; lastSeenAt: number }

/** The session of that id, unless it was ended, sat idle for too long or is too old. */
export async function findLiveSession(id: string): Promise<LiveSession | undefined> {
  const row = await db().session.findUnique({ where: { id }, include: { user: { select: { email: true } } } })
  if (!row || row.endedAt) return undefined
  const now = Date.now()
  const lastSeenAt = row.lastSeenAt.getTime()
  if (now - row.createdAt.getTime() >= ABSOLUTE_LIFETIME || now - lastSeenAt >= IDLE_LIFETIME)
    return undefined
  return { id: row.id, userId: row.userId, email: row.user.email, lastSeenAt }
}

/** Whether it is time to write down that the session is in use. */
export const isSeenDue = (session: LiveSession) => Date.now() - session.lastSeenAt >= SEEN_EVERY

/** Writes down that the session is in use. */
export async function markSeen(id: string): Promise<void> {
  await db().session.updateMany({ where: { id, endedAt: null }, data: { lastSeenAt: new Date() } })
}

/** Ends a session everywhere, at once. Ending it twice is the same as once. */
export async function endSession(id: string): Promise<void> {
  await db().session.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date() } })
}
