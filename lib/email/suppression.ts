import 'server-only'
import { liftAtResend } from '@/lib/email/suppression-at-resend'
import { db } from '@/lib/platform/db'
import { days } from '@/lib/platform/time'

/** How long an address gets no email after a bounce. The next email is a try. */
const BOUNCE_SUPPRESSES = days(7)

/** An address's entry. `until` is null as long as only its owner or an operator can lift it. */
export type Suppression = { reason: SuppressionReason; createdAt: Date; until: Date | null }

export type SuppressionReason = 'bounced' | 'complained'

/** Whether an entry holds now: one that has ended is only remembered. */
export const isActive = ({ until }: { until: Date | null }) => !until || until.getTime() > Date.now()

/** Whether an address gets no email now: email to it bounced, or its owner complained. */
export async function isSuppressed(email: string): Promise<boolean> {
  const found = await db().suppression.findUnique({ where: { email } })
  return found !== null && isActive(found)
}

/**
 * Whether an address may be emailed now. If its suppression has ended, Resend's is lifted first, so
 * this takes longer for some addresses than for others: only for after a response, or for the
 * address of the visitor who is signed in.
 * @throws when the database can't be reached.
 */
export async function mayEmail(email: string): Promise<boolean> {
  const found = await db().suppression.findUnique({ where: { email } })
  if (!found) return true
  if (isActive(found)) return false
  await prepareToTry(email, found)
  return true
}

/**
 * Resend has a suppression list of its own, which doesn't end. Before a try, the entry there is
 * lifted if it has the same reason: another product of the team may have had a complaint.
 */
export async function prepareToTry(email: string, { reason }: { reason: string }): Promise<void> {
  await liftAtResend(email, reason === 'complained' ? ['bounce', 'complaint'] : ['bounce'])
}

/**
 * Takes note of a bounce or a complaint, because providers stop accepting email from senders who
 * continue. Events that come twice or out of order make no difference.
 *
 * A complaint suppresses the address until it is lifted. A bounce suppresses it for a week, and the
 * first bounce of an address with an account, to which email had been delivered, not at all. One
 * that follows within a week, of that or of the end of a suppression, does.
 *
 * @param at when it happened, by the event's own clock: it names the event
 */
export async function suppress(
  email: string,
  reason: SuppressionReason,
  at: Date = new Date(),
): Promise<void> {
  await (reason === 'complained' ? noteComplaint(email, at) : noteBounce(email, at))
}

// What happened before the owner lifted it is over.
const noteComplaint = (email: string, at: Date) =>
  db().$executeRaw`
    INSERT INTO "Suppression" ("email", "reason", "createdAt") VALUES (${email}, 'complained', ${at})
    ON CONFLICT ("email") DO UPDATE SET "reason" = 'complained', "createdAt" = ${at}, "until" = NULL
    WHERE "reason" <> 'complained' OR "until" < ${at}`

function noteBounce(email: string, at: Date) {
  const [before, ends] = [-1, 1].map((sign) => new Date(at.getTime() + sign * BOUNCE_SUPPRESSES))
  // Until the first bounce of two is followed by the second, `until` is its own time.
  return db().$executeRaw`
    INSERT INTO "Suppression" ("email", "reason", "createdAt", "until") VALUES (${email}, 'bounced', ${at},
      CASE WHEN EXISTS (SELECT 1 FROM "User" WHERE "email" = ${email}) THEN ${at} ELSE ${ends} END)
    ON CONFLICT ("email") DO UPDATE SET
      "reason" = 'bounced',
      "createdAt" = max("createdAt", ${at}),
      "until" = CASE WHEN "until" > ${before} THEN max("until", ${ends}) ELSE excluded."until" END
    WHERE "until" IS NOT NULL
      AND ("createdAt" < ${at} OR ("createdAt" > ${at} AND "until" = "createdAt"))`
}

/**
 * Ends a suppression, as its owner wants. The entry is remembered: the next bounce suppresses at
 * once, and an event from before changes nothing.
 */
export async function endSuppression(email: string): Promise<void> {
  const now = new Date()
  await db().suppression.updateMany({
    where: { email, OR: [{ until: null }, { until: { gt: now } }] },
    data: { until: now },
  })
}

/** Removes an address from our suppression list. @returns false if no entry held */
export async function unsuppress(email: string): Promise<boolean> {
  const wasSuppressed = await isSuppressed(email)
  await db().suppression.deleteMany({ where: { email } })
  return wasSuppressed
}
