import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { type NewDevice, notifyNewDevice } from '@/lib/auth/notices'
import { REPORT_LIFETIME } from '@/lib/auth/report'
import { languageOrFirst } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { minutes, seconds } from '@/lib/platform/time'

// The email about a new device is sent after the response. A process that dies, or a provider that
// is down, loses it, and with it the only link that reports the sign-in.

/** The first try is given that long: it may be running in another process. */
const FIRST_TRY = minutes(1)

/** How many at once: as many as Resend takes in a second. */
const BATCH = 5

/**
 * Sends what the owners of accounts should have been told of new devices and weren't, as long as the
 * link in it works. Several at once make no second email. Stops when none of a batch is accepted:
 * the provider is down. Never throws.
 *
 * @param about.userId only to that user @param about.budget begins no batch after so many milliseconds
 */
export async function sendLostNotices(
  about: { userId?: string; budget?: number } = {},
): Promise<{ sent: number; more: boolean }> {
  const { userId, budget = seconds(3) } = about
  const deadline = performance.now() + budget
  let sent = 0
  try {
    while (performance.now() < deadline) {
      const lost = await findLost(userId)
      const told = await Promise.all(lost.map((each) => notifyNewDevice(each, each.email)))
      const accepted = told.filter(Boolean).length
      sent += accepted
      if (accepted === 0 || lost.length < BATCH) return { sent, more: false }
    }
  } catch (error) {
    log.error('notice.lookup_failed', error)
    return { sent, more: false }
  }
  return { sent, more: true }
}

/** In no order, so that addresses which the provider always refuses don't keep others waiting. */
async function findLost(userId: string | undefined): Promise<(NewDevice & { email: string })[]> {
  const [now, isTheirs] = [Date.now(), userId ? Prisma.sql`AND "userId" = ${userId}` : Prisma.empty]
  const rows = await db().$queryRaw<Row[]>`
    SELECT "Session"."id", "device", "network", "language", "Session"."createdAt", "email"
    FROM "Session" JOIN "User" ON "User"."id" = "userId"
    WHERE "isNewDevice" AND "notifiedAt" IS NULL ${isTheirs}
      AND "Session"."createdAt" > ${new Date(now - REPORT_LIFETIME)}
      AND "Session"."createdAt" <= ${new Date(now - FIRST_TRY)}
    ORDER BY random() LIMIT ${BATCH}`
  return rows.map((row) => ({
    ...row,
    language: languageOrFirst(row.language),
    createdAt: new Date(row.createdAt).getTime(),
  }))
}

type Row = Omit<NewDevice, 'createdAt' | 'language'> & { language: string; createdAt: string; email: string }
