import 'server-only'
import { CONFIRM_LIFETIME } from '@/lib/account/email-change'
import { revokeLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'

/**
 * Deletes an account and everything that belongs to it, for good. Links requested before are
 * revoked, or they would bring it back, and Redis forgets them within two hours; a link requested
 * afterwards makes a new account. Other accounts that once meant to have the address forget it,
 * except for a change that is pending: deleting this account is how its owner can confirm that one.
 *
 * @returns false if there is no such account, or its address has changed. Then nothing was deleted.
 * @throws when the database can't be reached. Nothing has changed then.
 */
export async function deleteAccount({ id, email }: { id: string; email: string }): Promise<boolean> {
  const theirs = { where: { userId: id, user: { email } } }
  const results = await db().$transaction([
    revokeLinks(email),
    // The schema's cascades would do, if foreign keys were on for every connection to every host.
    db().session.deleteMany(theirs),
    db().event.deleteMany(theirs),
    db().emailChange.deleteMany(theirs),
    forgetIntentions({ id, email }),
    db().user.deleteMany({ where: { id, email } }),
  ])
  return results[5].count > 0
}

const forgetIntentions = ({ id, email }: { id: string; email: string }) =>
  db().$executeRaw`
    UPDATE "EmailChange" SET "newEmail" = ''
    WHERE "newEmail" = ${email} AND "confirmedAt" IS NULL
      AND ("canceledAt" IS NOT NULL OR "createdAt" <= ${new Date(Date.now() - CONFIRM_LIFETIME)})
      AND EXISTS (SELECT 1 FROM "User" WHERE "id" = ${id} AND "email" = ${email})`
