import 'server-only'
import { Prisma, type Session } from '@/generated/prisma/client'
import type { Browser } from '@/lib/auth/device'
import { isVoid } from '@/lib/auth/revocation'
import { type Times, timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import { db } from '@/lib/platform/db'
import { hash, randomId } from '@/lib/platform/secrets'
import { minutes } from '@/lib/platform/time'

/** How long the browser that claimed an attempt may have the same answer again: a lost reply, a double click, a crash. */
export const REPEAT_WINDOW = minutes(1)

/** How a session ended that didn't just run out. */
export type EndReason =
  | 'signed-out'
  /** By the next sign-in in the same browser. */
  | 'replaced'
  /** From the list of sessions. */
  | 'ended'
  /** By the link of a mail: about a new browser, or a change of address. */
  | 'not-me'
  | 'address-changed'
  | 'operator'

export type NewSession = {
  id: string
  createdAt: number
  keep: boolean
  isNewBrowser: boolean
  device: string
  network: string
}
export type Claimed = { ok: true; session: NewSession } | { ok: false; reason: 'used' | 'void' }

/**
 * Makes the one session of an attempt, and its user if there is none.
 *
 * The UNIQUE attemptId is the arbiter, in one transaction with the user (ASVS 15.4.2): of any number of claims at once,
 * the first makes the row, and all read the same row afterwards.
 *
 * @param claim.askedAt when the link was asked for, in milliseconds: links from before a change of address or a deletion
 * are void, or they would bring the account back
 * @param claim.mayBeNew whether the address may make an account
 * @throws when the database can't be reached; then nothing was made, and the attempt is as good as before.
 */
export async function createSession(claim: {
  attemptId: string
  email: string
  askedAt: number
  browserHash: string
  browser: Browser
  keep: boolean
  mayBeNew: boolean
}): Promise<Claimed> {
  const { attemptId, email, browserHash, keep } = claim
  const { device, network } = claim.browser
  const known = hash(claim.browser.id)
  const id = randomId()
  const now = new Date()
  const isGood = Prisma.sql`NOT ${isVoid(email, claim.askedAt)}`
  const [, , , session] = await db().$transaction([
    db().$executeRaw`
      INSERT INTO "User" ("id", "email", "createdAt")
      SELECT ${randomId()}, ${email}, ${now} WHERE ${claim.mayBeNew} AND ${isGood}
      ON CONFLICT ("email") DO NOTHING`,
    db().$executeRaw`
      INSERT INTO "Session" ("id", "userId", "attemptId", "browserHash", "keep", "device", "network", "isNewBrowser",
        "createdAt", "lastSeenAt")
      SELECT ${id}, "id", ${attemptId}, ${browserHash}, ${keep}, ${device}, ${network},
        "createdAt" <> ${now} AND NOT EXISTS (SELECT 1 FROM "KnownBrowser" WHERE "userId" = "User"."id" AND "browserHash" = ${known}),
        ${now}, ${now}
      FROM "User" WHERE "email" = ${email} AND "disabledAt" IS NULL AND ${isGood}
      ON CONFLICT ("attemptId") DO NOTHING`,
    db().$executeRaw`
      INSERT INTO "KnownBrowser" ("userId", "browserHash", "firstSeenAt", "lastSeenAt")
      SELECT "userId", ${known}, ${now}, ${now} FROM "Session" WHERE "id" = ${id}
      ON CONFLICT ("userId", "browserHash") DO UPDATE SET "lastSeenAt" = ${now}`,
    db().session.findUnique({ where: { attemptId } }),
  ])
  if (!session) return { ok: false, reason: 'void' }
  const isRepeat =
    session.browserHash === browserHash &&
    session.endedAt === null &&
    now.getTime() - session.createdAt.getTime() < REPEAT_WINDOW
  if (session.id !== id && !isRepeat) return { ok: false, reason: 'used' }
  return { ok: true, session: newSession(session) }
}

const newSession = ({ id, createdAt, keep, isNewBrowser, device, network }: Session): NewSession => ({
  id,
  createdAt: createdAt.getTime(),
  keep,
  isNewBrowser,
  device,
  network,
})

/** Whether an attempt has made its session already. */
export async function isClaimed(attemptId: string): Promise<boolean> {
  return (await db().session.count({ where: { attemptId } })) > 0
}

export type LiveSession = Times & { id: string; userId: string; email: string }

/** The session of that id, unless it was ended, sat idle for too long, is too old, or its user was disabled. */
export async function findLiveSession(id: string): Promise<LiveSession | undefined> {
  const row = await db().session.findUnique({
    where: { id },
    include: { user: { select: { email: true, disabledAt: true } } },
  })
  if (!row || row.endedAt || row.user.disabledAt) return undefined
  const times = timesOf(row)
  if (timeLeft(times) <= 0) return undefined
  return { ...times, id: row.id, userId: row.userId, email: row.user.email }
}

/** Writes down that the session is in use. */
export async function markSeen(id: string): Promise<void> {
  await db().session.updateMany({ where: { id, endedAt: null }, data: { lastSeenAt: new Date() } })
}

/**
 * Ends a session everywhere, at once. Ending it twice is the same as once.
 * @param of.userId whose it must be, where the id comes from a visitor
 */
export async function endSession(of: { id: string; userId?: string }, reason: EndReason): Promise<void> {
  await db().session.updateMany({
    where: { ...of, endedAt: null },
    data: { endedAt: new Date(), endReason: reason },
  })
}

/**
 * Ends all sessions of a user, or all but one, and what was begun in them: an intruder's change of address goes with the
 * intruder.
 */
export async function endSessionsOf(userId: string, reason: EndReason, except?: string): Promise<void> {
  await db().$transaction(endingSessionsOf(userId, reason, except ? { not: except } : undefined))
}

/** The same for a transaction, and for one session or all but one. */
export function endingSessionsOf(userId: string, reason: EndReason, id?: string | { not: string }) {
  const now = new Date()
  return [
    db().session.updateMany({
      where: { userId, id, endedAt: null },
      data: { endedAt: now, endReason: reason },
    }),
    db().addressChange.updateMany({
      where: { userId, sessionId: id, confirmedAt: null, stoppedAt: null },
      data: { stoppedAt: now },
    }),
  ]
}
