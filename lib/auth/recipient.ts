import 'server-only'
import { hasMoved } from '@/lib/auth/moved-address'
import { canSignUp } from '@/lib/auth/sign-up-policy'
import { db } from '@/lib/platform/db'

export type Recipient = { userId?: string; canSignIn: boolean; isSuppressed: boolean }

/**
 * What an email to that address depends on, in one query.
 * @throws when the database can't be reached.
 */
export async function recipientOf(email: string): Promise<Recipient> {
  const [row] = await db().$queryRaw<
    { userId: string | null; disabledAt: unknown; suppressed: string | null; hasMoved: unknown }[]
  >`
    SELECT "User"."id" AS "userId", "User"."disabledAt", "Suppression"."email" AS "suppressed",
      ${hasMoved(email)} AS "hasMoved"
    FROM (SELECT ${email} AS "email") AS "asked"
    LEFT JOIN "User" ON "User"."email" = "asked"."email"
    LEFT JOIN "Suppression" ON "Suppression"."email" = "asked"."email"`
  return {
    userId: row?.userId ?? undefined,
    canSignIn: row?.userId ? row.disabledAt === null : canSignUp(email) || Boolean(row?.hasMoved),
    isSuppressed: row?.suppressed != null,
  }
}
