import 'server-only'
import { revokeLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'

/**
 * Deletes an account and everything that belongs to it, for good. Links requested before are
 * revoked, or they would bring it back, and Redis forgets them within two hours; a link requested
 * afterwards makes a new account.
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
    db().user.deleteMany({ where: { id, email } }),
  ])
  return results[4].count > 0
}
