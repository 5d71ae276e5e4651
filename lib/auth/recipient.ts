import 'server-only'
import { hasMoved } from '@/lib/auth/moved-address'
import { canSignUp } from '@/lib/auth/sign-up-policy'
import type { Suppression } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'

/** `suppression` may have ended: then the email is a try. */
export type Recipient = { userId?: string; canSignIn: boolean; suppression?: Suppression }

/**
 * What an email to that address depends on, in one query.
 * @throws when the database can't be reached.
 */
export async function recipientOf(email: string): Promise<Recipient> {
  const [row] = await db().$queryRaw<Row[]>`
    SELECT "User"."id" AS "userId", "User"."disabledAt", ${hasMoved(email)} AS "hasMoved",
      "Suppression"."reason", "Suppression"."createdAt", "Suppression"."until"
    FROM (SELECT ${email} AS "email") AS "asked"
    LEFT JOIN "User" ON "User"."email" = "asked"."email"
    LEFT JOIN "Suppression" ON "Suppression"."email" = "asked"."email"`
  return {
    userId: row?.userId ?? undefined,
    canSignIn: row?.userId ? row.disabledAt === null : canSignUp(email) || Boolean(row?.hasMoved),
    suppression:
      row?.reason && row.createdAt ? toSuppression(row.reason, row.createdAt, row.until) : undefined,
  }
}

type Row = {
  userId: string | null
  disabledAt: unknown
  hasMoved: unknown
  reason: Suppression['reason'] | null
  createdAt: string | null
  until: string | null
}

const toSuppression = (
  reason: Suppression['reason'],
  createdAt: string,
  until: string | null,
): Suppression => ({
  reason,
  createdAt: new Date(createdAt),
  until: until === null ? null : new Date(until),
})
