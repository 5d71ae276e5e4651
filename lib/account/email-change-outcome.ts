import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import {
  type AddressChange,
  DISOWNED,
  type Found,
  findToConfirm,
  findToStop,
  isWaiting,
  type NotConfirmed,
  type NotFound,
  type NotStopped,
} from '@/lib/account/email-change'
import { forgetChallengesOf } from '@/lib/auth/magic-link'
import { voidLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'

// Both are one transaction, and what was read before it decides nothing: the
// user's row is looked for under all that must hold: where it isn't found, that throws, and takes the rest back.

/**
 * Gives the account its new address. Ends every session but the one that asked, and all links to the old address.
 * @throws when the database can't be reached; the link is then as good as before.
 */
export async function confirmChange(token: string): Promise<Found<NotConfirmed>> {
  const found = await findToConfirm(token)
  if (!found.ok) return found
  const { id, userId, sessionId, oldEmail, newEmail } = found.change
  const now = new Date()
  const isDone = await tookPlace([
    db().addressChange.updateMany({ where: { id, ...isWaiting() }, data: { confirmedAt: now } }),
    db().user.update({
      where: {
        id: userId,
        email: oldEmail,
        disabledAt: null,
        addressChanges: { some: { id, confirmedAt: now } },
        sessions: { none: { id: sessionId, ...DISOWNED } },
      },
      data: { email: newEmail },
    }),
    db().session.updateMany({
      where: { userId, endedAt: null, NOT: { id: sessionId } },
      data: { endedAt: now, endReason: 'address-changed' },
    }),
    voidLinks(oldEmail),
  ])
  if (!isDone) return reasonOf(await findToConfirm(token), found.change)
  // They are void already: this leaves nothing lying about.
  await forgetChallengesOf(oldEmail).catch((error) => log.error('challenges not forgotten', error))
  return found
}

/**
 * Stops a change, or takes it back, and all that were asked for after it: an intruder who moves on to a third address must
 * not get away. Ends every session, since whoever asked was signed in.
 * @throws when the database can't be reached; the link is then as good as before.
 */
export async function stopChange(token: string): Promise<Found<NotStopped>> {
  const found = await findToStop(token)
  if (!found.ok) return found
  const { id, userId, oldEmail, askedAt } = found.change
  const now = new Date()
  const isDone = await tookPlace([
    db().addressChange.updateMany({
      where: { userId, createdAt: { gte: new Date(askedAt) }, stoppedAt: null },
      data: { stoppedAt: now },
    }),
    db().user.update({
      where: { id: userId, addressChanges: { some: { id, stoppedAt: now } } },
      data: { email: oldEmail },
    }),
    db().session.updateMany({
      where: { userId, endedAt: null },
      data: { endedAt: now, endReason: 'not-me' },
    }),
  ])
  return isDone ? found : reasonOf(await findToStop(token), found.change)
}

/** @returns false where the user's row wasn't found (P2025), or the address is somebody else's (P2002) */
async function tookPlace(steps: Prisma.PrismaPromise<unknown>[]): Promise<boolean> {
  try {
    await db().$transaction(steps)
    return true
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && /^P20(02|25)$/.test(error.code)) return false
    throw error
  }
}

/** Why it didn't take place, as it looks afterwards. To a user who was disabled meanwhile, it was stopped. */
const reasonOf = <Reason extends string>(
  afterwards: Found<Reason>,
  change: AddressChange,
): NotFound<Reason | 'stopped'> => (afterwards.ok ? { ok: false, reason: 'stopped', change } : afterwards)
