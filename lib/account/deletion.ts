import 'server-only'
import { forgetChallengesOf } from '@/lib/auth/magic-link'
import { voidLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'

/**
 * Deletes an account with everything that belongs to it, for good. Links that are on their way are void from then on, or
 * they would bring it back; a link that is asked for afterwards makes a new account.
 *
 * @returns false where there is no such account any more, or it has changed its address: then nothing was deleted
 * @throws when the database can't be reached; then everything is as it was
 */
export async function deleteAccount({ id, email }: { id: string; email: string }): Promise<boolean> {
  const theirs = { where: { userId: id, user: { email } } }
  const results = await db().$transaction([
    voidLinks(email),
    // The schema's cascades would do, if every connection to every host were sure to have foreign keys switched on.
    db().session.deleteMany(theirs),
    db().knownBrowser.deleteMany(theirs),
    db().event.deleteMany(theirs),
    db().addressChange.deleteMany(theirs),
    db().user.deleteMany({ where: { id, email } }),
  ])
  try {
    await forgetChallengesOf(email)
  } catch (error) {
    // They are void all the same, and Redis forgets them by itself.
    log.error('links of a deleted account not forgotten', error)
  }
  return results[5].count > 0
}
