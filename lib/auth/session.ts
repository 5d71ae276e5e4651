import 'server-only'
import { Prisma, type Session } from '@/generated/prisma/client'
import type { Device } from '@/lib/auth/device'
import { hasMoved } from '@/lib/auth/moved-address'
import { areRevoked } from '@/lib/auth/revocation'
import { type Times, timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import { type Language, languageOf, languageOrFirst } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import { hash, randomId, timedId } from '@/lib/platform/secrets'
import { minutes } from '@/lib/platform/time'

/**
 * How long the browser that redeemed an attempt may get the same answer again: a lost reply, a
 * double click, a crash.
 */
export const REPEAT_WINDOW = minutes(1)

/** How a session ended that didn't just expire. */
export type EndReason =
  | 'signed-out'
  /** By the next sign-in in the same browser. */
  | 'replaced'
  /** From the list of devices. */
  | 'revoked'
  /** By a link in a security email: about a new device, or an email change. */
  | 'reported'
  | 'email-changed'
  | 'operator'

/** Its own visitor ended it. Every other reason revokes it, with all that was begun in it. */
const BY_ITS_VISITOR = ['signed-out', 'replaced'] satisfies EndReason[]

/** For a query: sessions that were revoked. An intruder's email change goes with the session. */
export const REVOKED = { endReason: { notIn: BY_ITS_VISITOR } }

export type NewSession = {
  id: string
  createdAt: number
  remember: boolean
  isNewDevice: boolean
  device: string
  network: string
  language: Language
}
export type Redeemed = { ok: true; session: NewSession } | { ok: false; reason: 'used' | 'revoked' | 'moved' }

/**
 * Makes the one session of an attempt, and its user if there is none.
 *
 * The UNIQUE attemptId is the arbiter (ASVS 15.4.2): of any number of simultaneous redemptions, the
 * first makes the row, and all others get that row back, by an update that changes nothing. Each of
 * the at most two statements decides by itself, so there is no transaction to hold: a crash between
 * them leaves a user without a session, and the link works.
 *
 * @param redemption.requestedAt when the link was requested, in milliseconds: links from before an
 *   email change or a deletion are revoked, or they would bring the account back
 * @param redemption.hasUser the address is known to have an account, which saves a statement
 * @param redemption.canSignUp whether the address may make an account. One whose account has moved
 *   to another address may not, for as long as that can be undone
 * @throws when the database can't be reached. The link still works then.
 */
export async function createSession(redemption: {
  attemptId: string
  email: string
  requestedAt: number
  bindingHash: string
  device: Device
  remember: boolean
  hasUser: boolean
  canSignUp: boolean
}): Promise<Redeemed> {
  const { attemptId, email, bindingHash, remember, device } = redemption
  const id = timedId()
  const now = new Date()
  const isGood = Prisma.sql`NOT ${areRevoked(email, redemption.requestedAt)}`
  if (redemption.canSignUp && !redemption.hasUser) {
    await db().$executeRaw`
      INSERT INTO "User" ("id", "email", "createdAt") SELECT ${randomId()}, ${email}, ${now}
      WHERE ${isGood} AND NOT ${hasMoved(email)}
      ON CONFLICT ("email") DO NOTHING`
  }
  const requestedAt = new Date(redemption.requestedAt)
  const [row] = await db().$queryRaw<SessionRow[]>`
    INSERT INTO "Session" ("id", "userId", "attemptId", "bindingHash", "deviceHash", "remember", "device",
      "network", "language", "isNewDevice", "createdAt", "lastSeenAt")
    SELECT ${id}, "id", ${attemptId}, ${bindingHash}, ${hash(device.id)}, ${remember}, ${device.name},
      ${device.network}, ${languageOfOwner(device)}, ${isNewDevice(hash(device.id), requestedAt)}, ${now}, ${now}
    FROM "User" WHERE "email" = ${email} AND "disabledAt" IS NULL AND ${isGood}
    ON CONFLICT ("attemptId") DO UPDATE SET "attemptId" = "excluded"."attemptId"
    RETURNING "id", "bindingHash", "remember", "isNewDevice", "device", "network", "language",
      "createdAt", "endedAt"`
  if (!row) {
    const why = await whyOver(attemptId, email, redemption.requestedAt)
    return { ok: false, reason: why === 'moved' ? 'moved' : 'revoked' }
  }
  const session = {
    ...row,
    language: languageOf(row.language) ?? device.language,
    createdAt: new Date(row.createdAt).getTime(),
  }
  const isRepeat =
    row.bindingHash === bindingHash &&
    row.endedAt === null &&
    now.getTime() - session.createdAt < REPEAT_WINDOW
  if (row.id !== id && !isRepeat) return { ok: false, reason: 'used' }
  return { ok: true, session }
}

type SessionRow = Omit<NewSession, 'createdAt' | 'language'> &
  Pick<Session, 'bindingHash' | 'endedAt' | 'language'> & { createdAt: string }

/** A new device has no session of this user that names it. An account's first is no news. */
const isNewDevice = (deviceHash: string, requestedAt: Date) => Prisma.sql`
  ("createdAt" < ${requestedAt} OR EXISTS (SELECT 1 FROM "Session" WHERE "userId" = "User"."id"))
  AND NOT EXISTS (SELECT 1 FROM "Session" WHERE "userId" = "User"."id" AND "deviceHash" = ${deviceHash})`

/**
 * What emails about the account are written in. A new device may be an intruder's, who would choose
 * one that the owner can't read: it gets the language of the session before.
 */
const languageOfOwner = ({ id, language }: Device) => Prisma.sql`
  coalesce(CASE WHEN NOT EXISTS
    (SELECT 1 FROM "Session" WHERE "userId" = "User"."id" AND "deviceHash" = ${hash(id)})
    THEN (SELECT "language" FROM "Session" WHERE "userId" = "User"."id" ORDER BY "id" DESC LIMIT 1)
    END, ${language})`

/**
 * Why a link signs no one in any more, or wouldn't if it were still alive, in one query: what a page
 * needs to know before it offers its button, or tells why there is none.
 * @param requestedAt when the link was requested, in milliseconds
 */
export async function whyOver(
  attemptId: string,
  email: string,
  requestedAt: number,
): Promise<'used' | 'revoked' | 'moved' | undefined> {
  const [row] = await db().$queryRaw<{ isUsed: unknown; isRevoked: unknown; isMoved: unknown }[]>`
    SELECT EXISTS (SELECT 1 FROM "Session" WHERE "attemptId" = ${attemptId}) AS "isUsed",
      ${areRevoked(email, requestedAt)} AS "isRevoked",
      ${hasMoved(email)} AND NOT EXISTS (SELECT 1 FROM "User" WHERE "email" = ${email}) AS "isMoved"`
  if (row?.isUsed) return 'used'
  if (row?.isRevoked) return 'revoked'
  return row?.isMoved ? 'moved' : undefined
}

export type LiveSession = Times & {
  id: string
  userId: string
  email: string
  /** What emails about the account are written in. */
  language: Language
}

/**
 * The session of that id, unless it has ended, idled out or expired, or its user is disabled. One
 * query, without Prisma's compiler: every protected page waits for it.
 */
export async function findLiveSession(id: string): Promise<LiveSession | undefined> {
  const [row] = await db().$queryRaw<LiveRow[]>`
    SELECT "Session"."id", "userId", "email", "language", "remember", "Session"."createdAt", "lastSeenAt"
    FROM "Session" JOIN "User" ON "User"."id" = "userId"
    WHERE "Session"."id" = ${id} AND "endedAt" IS NULL AND "disabledAt" IS NULL`
  if (!row) return undefined
  const { userId, email, remember } = row
  const times = timesOf({
    createdAt: new Date(row.createdAt),
    lastSeenAt: new Date(row.lastSeenAt),
    remember,
  })
  return timeLeft(times) > 0
    ? { ...times, id, userId, email, language: languageOrFirst(row.language) }
    : undefined
}

type LiveRow = Pick<LiveSession, 'userId' | 'email'> &
  Pick<Session, 'language' | 'remember'> & { createdAt: string; lastSeenAt: string }

/** Records that the session is in use. */
export async function markSeen(id: string): Promise<void> {
  await db().session.updateMany({ where: { id, endedAt: null }, data: { lastSeenAt: new Date() } })
}

/** One session (`userId`: whose it must be, if a visitor names it), or a user's, or all but one. */
export type SessionsToEnd = { id: string; userId?: string } | { userId: string; except?: string }

/**
 * Ends sessions on every instance, at once. Ending one twice is the same as once. To keep someone
 * out, `revokeAccess` does the rest, too.
 */
export async function endSessions(which: SessionsToEnd, reason: EndReason): Promise<void> {
  await db().$transaction(endingSessions(which, reason))
}

/** The same as steps of a larger transaction. Revoking cancels email changes of that session. */
export function endingSessions(which: SessionsToEnd, reason: EndReason) {
  const now = new Date()
  const id = 'id' in which ? which.id : which.except && { not: which.except }
  const { userId } = which
  const end = db().session.updateMany({
    where: { id, userId, endedAt: null },
    data: { endedAt: now, endReason: reason },
  })
  if (BY_ITS_VISITOR.some((theirs) => theirs === reason)) return [end]
  const cancel = db().emailChange.updateMany({
    where: { sessionId: id, userId, confirmedAt: null, canceledAt: null },
    data: { canceledAt: now },
  })
  return [end, cancel]
}
