import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { thisDevice } from '@/lib/auth/device'
import { revokeLinks } from '@/lib/auth/revocation'
import { type EndReason, endingSessions, type LiveSession } from '@/lib/auth/session'
import { forgetStanding } from '@/lib/auth/standing'
import { db } from '@/lib/platform/db'
import { hash } from '@/lib/platform/secrets'

export type Scope = {
  /** Only that session and its device. Links don't tell who requested them, so all are revoked. */
  onlySession?: string
  /** The session that acts, and stays signed in. */
  exceptSession?: string
  /** The id of the device that acts, and stays known. */
  exceptDevice?: string
}

/**
 * Takes back all that could let an intruder in, or keep them unnoticed, in one transaction: ends the
 * sessions of an account, cancels the email changes requested in them, revokes the links requested
 * until now, and forgets the devices, so that the owner hears of the next sign-in on each of them.
 * Then the limits forget them too.
 *
 * @param first steps of the same transaction that come before
 * @returns what those steps return
 * @throws when the database can't be reached, or a step fails. Nothing has changed then.
 */
export async function revokeAccess<Steps extends Prisma.PrismaPromise<unknown>[] = []>(
  owner: { id: string; email: string },
  reason: EndReason,
  scope: Scope = {},
  first: [...Steps] = [] as never,
): Promise<{ [Step in keyof Steps]: Awaited<Steps[Step]> }> {
  const { id: userId, email } = owner
  const { onlySession, exceptSession, exceptDevice } = scope
  const which = onlySession ? { id: onlySession, userId } : { userId, except: exceptSession }
  const results = await db().$transaction([
    ...first,
    ...endingSessions(which, reason),
    revokeLinks(email),
    forgetDevices(userId, { onlySession, exceptDevice }),
  ])
  await forgetStanding(email, exceptDevice)
  return results as never
}

/** The same from a session's own browser, which stays a known device. For actions. */
export async function revokeAccessHere(
  { userId, email }: LiveSession,
  scope: Omit<Scope, 'exceptDevice'> = {},
): Promise<void> {
  const { id: exceptDevice } = await thisDevice()
  await revokeAccess({ id: userId, email }, 'revoked', { ...scope, exceptDevice })
}

// A device is known by the hash in its sessions. No device has an empty one.
function forgetDevices(userId: string, { onlySession, exceptDevice }: Scope) {
  const isMeant = onlySession
    ? Prisma.sql`"deviceHash" = (SELECT "deviceHash" FROM "Session" WHERE "id" = ${onlySession})`
    : Prisma.sql`"deviceHash" <> ''`
  return db().$executeRaw`
    UPDATE "Session" SET "deviceHash" = ''
    WHERE "userId" = ${userId} AND ${isMeant} AND "deviceHash" <> ${exceptDevice ? hash(exceptDevice) : ''}`
}
