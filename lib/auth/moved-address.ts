import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { format } from '@/lib/auth/link-token'
import { linkUrl } from '@/lib/http/link-url'
import { db } from '@/lib/platform/db'
import { keyedHashes } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'

// An owner whose account an intruder has moved to another address comes back with the old one. A new
// account there would look like lost data, and stand in the way of undoing the change.

/** How long, from the request, the link to the old address cancels an email change or undoes it. */
export const UNDO_LIFETIME = days(3)

/** SQL for whether an account has left that address, and the change can still be undone. */
export const hasMoved = (email: string) => Prisma.sql`
  EXISTS (SELECT 1 FROM "EmailChange" WHERE "oldEmail" = ${email} AND "confirmedAt" IS NOT NULL
    AND "canceledAt" IS NULL AND "createdAt" > ${new Date(Date.now() - UNDO_LIFETIME)})`

/** `until`: from then on, the change can't be undone, and the address can have a new account. */
export type Move = { undoUrl: string; until: Date }

/**
 * How a reader of that address's email can undo the latest change away from it. For those alone who
 * have just proved to be one: the link works like that of the notice which the change sent there.
 */
export async function findMove(email: string): Promise<Move | undefined> {
  const change = await db().emailChange.findFirst({
    where: {
      oldEmail: email,
      confirmedAt: { not: null },
      canceledAt: null,
      createdAt: { gt: new Date(Date.now() - UNDO_LIFETIME) },
    },
    orderBy: { createdAt: 'desc' },
  })
  if (!change) return undefined
  const undoUrl = linkUrl('cancel-email-change', format(change.id, undoSignatures(change.id)[0]))
  return { undoUrl, until: new Date(change.createdAt.getTime() + UNDO_LIFETIME) }
}

/** Keyed, so that it doesn't have to be stored, and the notice's own secret stays valid beside it. */
export const undoSignatures = (changeId: string) => keyedHashes('undo link', changeId)
