import 'server-only'
import { recordEvent } from '@/lib/auth/events'
import { revokeAccess } from '@/lib/auth/revoke-access'
import { db } from '@/lib/platform/db'

/**
 * Keeps a user out from the next request on. All in one transaction, so that no session or link
 * from before comes back to life when the account is enabled again.
 * @returns false if it was disabled already
 */
export async function disableAccount({ id, email }: { id: string; email: string }): Promise<boolean> {
  const [{ count }] = await revokeAccess({ id, email }, 'operator', {}, [
    db().user.updateMany({ where: { id, disabledAt: null }, data: { disabledAt: new Date() } }),
  ])
  if (count > 0) await recordEvent({ id }, { type: 'disabled' })
  return count > 0
}

/** Lets a user in again, with a link requested from now on. @returns false if it wasn't disabled */
export async function enableAccount(id: string): Promise<boolean> {
  const { count } = await db().user.updateMany({
    where: { id, NOT: { disabledAt: null } },
    data: { disabledAt: null },
  })
  if (count > 0) await recordEvent({ id }, { type: 'enabled' })
  return count > 0
}
