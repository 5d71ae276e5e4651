import 'server-only'
import { recordEvent } from '@/lib/auth/events'
import { voidLinks } from '@/lib/auth/revocation'
import { endingSessionsOf } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'

/**
 * Keeps somebody out from their next request on. All at once, so that neither a session nor a link from before comes
 * alive when the account is enabled again.
 * @returns false where it was disabled already
 */
export async function disableAccount({ id, email }: { id: string; email: string }): Promise<boolean> {
  const [, { count }] = await db().$transaction([
    voidLinks(email),
    db().user.updateMany({ where: { id, disabledAt: null }, data: { disabledAt: new Date() } }),
    ...endingSessionsOf(id, 'operator'),
  ])
  if (count > 0) await recordEvent({ id }, { kind: 'disabled' })
  return count > 0
}

/** Lets them in again, with a link that they ask for from now on. @returns false where it wasn't disabled */
export async function enableAccount(id: string): Promise<boolean> {
  const { count } = await db().user.updateMany({
    where: { id, NOT: { disabledAt: null } },
    data: { disabledAt: null },
  })
  if (count > 0) await recordEvent({ id }, { kind: 'enabled' })
  return count > 0
}
