import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import {
  type EmailChange,
  type FoundChange,
  findToConfirm,
  findToUndo,
  isPending,
} from '@/lib/account/email-change'
import { revokeLinks } from '@/lib/auth/revocation'
import { revokeAccess } from '@/lib/auth/revoke-access'
import { endingSessions, type LiveSession, REVOKED } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'

// The transactions re-check everything: `user.update` matches only if all conditions still hold,
// and throws if not, which rolls the rest back.

/** `elsewhere`: the browser isn't signed in to the account that the change belongs to. */
export type ConfirmedChange = FoundChange | { ok: false; state: 'elsewhere'; change: EmailChange }

/**
 * Gives the account its new address. Ends every session except the one that requested the change,
 * and revokes all links to the old address.
 *
 * The link alone proves that an email was opened, maybe by a scanner that presses every button. An
 * attacker could have their own account confirmed as its reader's, and stay signed in to all that the
 * reader puts into it. So it takes both: the new mailbox, and a browser that is signed in to the
 * account.
 *
 * @param by the browser's session
 * @throws when the database can't be reached. The link still works then.
 */
export async function confirmEmailChange(
  token: string,
  by: Pick<LiveSession, 'id' | 'userId'> | undefined,
): Promise<ConfirmedChange> {
  const found = await findToConfirm(token)
  if (!found.ok) return found
  if (by?.userId !== found.change.userId) return { ok: false, state: 'elsewhere', change: found.change }
  const { id, userId, sessionId, oldEmail, newEmail } = found.change
  const now = new Date()
  const isDone = await commit([
    db().emailChange.updateMany({ where: { id, ...isPending() }, data: { confirmedAt: now } }),
    db().user.update({
      where: {
        id: userId,
        email: oldEmail,
        disabledAt: null,
        emailChanges: { some: { id, confirmedAt: now } },
        sessions: { none: { id: sessionId, ...REVOKED }, some: { id: by.id, endedAt: null } },
      },
      data: { email: newEmail },
    }),
    ...endingSessions({ userId, except: sessionId }, 'email-changed'),
    revokeLinks(oldEmail),
  ])
  if (!isDone) return reasonOf(await findToConfirm(token), found.change)
  return found
}

/** `lostBy`: the address that the account had until then, if the change was confirmed. */
export type UndoOutcome =
  | Extract<FoundChange, { ok: false }>
  | { ok: true; change: EmailChange; lostBy?: string }

/**
 * Cancels a change, or undoes it, and all that were requested after it: an intruder who moves on to
 * a third address must not get away. Revokes all access, because the intruder was signed in.
 * @throws when the database can't be reached. The link still works then.
 */
export async function undoEmailChange(token: string): Promise<UndoOutcome> {
  const found = await findToUndo(token)
  if (!found.ok) return found
  const { id, userId, oldEmail, requestedAt } = found.change
  const now = new Date()
  const done = await orUndefined(
    revokeAccess({ id: userId, email: oldEmail }, 'reported', {}, [
      db().emailChange.updateMany({
        where: { userId, createdAt: { gte: new Date(requestedAt) }, canceledAt: null },
        data: { canceledAt: now },
      }),
      db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } }),
      db().user.update({
        where: { id: userId, emailChanges: { some: { id, canceledAt: now } } },
        data: { email: oldEmail },
      }),
    ]),
  )
  if (!done) return reasonOf(await findToUndo(token), found.change)
  const [, { email }] = done
  return { ...found, lostBy: email === oldEmail ? undefined : email }
}

/** @returns false if the user's row wasn't found or the address is taken */
async function commit(steps: Prisma.PrismaPromise<unknown>[]): Promise<boolean> {
  return (await orUndefined(db().$transaction(steps))) !== undefined
}

/** For a transaction: undefined if the user's row wasn't found (P2025) or the address is taken (P2002). */
const orUndefined = <Results>(transaction: Promise<Results>): Promise<Results | undefined> =>
  transaction.catch((error) => {
    const isRefused = error instanceof Prisma.PrismaClientKnownRequestError && /^P20(02|25)$/.test(error.code)
    if (isRefused) return undefined
    throw error
  })

/** Why it wasn't done, as it looks afterwards. For a disabled user, it was canceled. */
const reasonOf = (afterwards: FoundChange, change: EmailChange): Extract<FoundChange, { ok: false }> =>
  afterwards.ok ? { ok: false, state: 'canceled', change } : afterwards
