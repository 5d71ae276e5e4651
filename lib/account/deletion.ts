import 'server-only'
import { forgetMagicLinksTo } from '@/lib/auth/magic-link'
import { revokeLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'

/**
 * Deletes an account and everything that belongs to it, for good. Links requested before are
 * revoked, or they would bring it back; a link requested afterwards makes a new account.
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
    db().knownDevice.deleteMany(theirs),
    db().event.deleteMany(theirs),
    db().emailChange.deleteMany(theirs),
    db().user.deleteMany({ where: { id, email } }),
  ])
  // They are revoked anyway, and Redis forgets them by itself.
  await forgetMagicLinksTo(email).catch((error) => log.error('link.forget_failed', error))
  return results[5].count > 0
}
