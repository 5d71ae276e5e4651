import 'server-only'
import type { EmailChange as Row } from '@/generated/prisma/client'
import type { Device } from '@/lib/auth/device'
import { matches, mint, parse } from '@/lib/auth/link-token'
import { UNDO_LIFETIME, undoSignatures } from '@/lib/auth/moved-address'
import { REVOKED } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { hash } from '@/lib/platform/secrets'
import { hours, minutes } from '@/lib/platform/time'

/** How long the link to the new address confirms. */
export const CONFIRM_LIFETIME = hours(1)

/** How long a visitor is told that the email wasn't sent. */
const SHOWN_AS_NOT_SENT = minutes(5)

export type EmailChange = {
  id: string
  userId: string
  /** The session that requested it. */
  sessionId: string
  oldEmail: string
  newEmail: string
  device: string
  requestedAt: number
  /** The email to the new address was sent. */
  isSent: boolean
  isConfirmed: boolean
}

/** Where a change stands by its own row. `canceled` covers undone, too. */
export type EmailChangeState = 'pending' | 'confirmed' | 'canceled' | 'expired'

/** What a row says about its change at a time in milliseconds since 1970. */
export function stateOf(
  row: Pick<Row, 'createdAt' | 'confirmedAt' | 'canceledAt'>,
  now = Date.now(),
): EmailChangeState {
  if (row.canceledAt) return 'canceled'
  if (row.confirmedAt) return 'confirmed'
  return now - row.createdAt.getTime() < CONFIRM_LIFETIME ? 'pending' : 'expired'
}

/**
 * What a link's token leads to: a change that it can confirm, or cancel or undo (`ok`), one that it
 * can't, or nothing. `taken`: the address that it would become belongs to another account.
 */
export type FoundChange =
  | { ok: true; change: EmailChange }
  | { ok: false; state: 'unknown' }
  | { ok: false; state: Exclude<EmailChangeState, 'pending'> | 'taken'; change: EmailChange }

/**
 * Records a requested change, in place of an earlier pending one. `confirmToken` goes to the new
 * address, `undoToken` to the old one, and neither anywhere else: only their hashes are stored.
 */
export async function openEmailChange(
  request: { userId: string; sessionId: string; oldEmail: string; newEmail: string },
  device: Device,
): Promise<{ id: string; requestedAt: number; confirmToken: string; undoToken: string }> {
  const confirm = mint()
  const undo = mint(confirm.id)
  const now = new Date()
  await db().$transaction([
    cancelPending(request.userId),
    db().emailChange.create({
      data: {
        ...request,
        id: confirm.id,
        confirmHash: confirm.secretHash,
        undoHash: undo.secretHash,
        device: device.name,
        network: device.network,
        createdAt: now,
      },
    }),
  ])
  return { id: confirm.id, requestedAt: now.getTime(), confirmToken: confirm.token, undoToken: undo.token }
}

/** The change that a user has requested and not confirmed yet. */
export async function pendingEmailChange(userId: string): Promise<EmailChange | undefined> {
  const row = await db().emailChange.findFirst({ where: { userId, ...isPending() } })
  return row && !(await isSessionRevoked(row)) ? changeOf(row) : undefined
}

/** Cancels a user's pending change, if there is one. */
export async function cancelPendingChange(userId: string): Promise<void> {
  await cancelPending(userId)
}

/** The email to the new address was accepted, or is suppressed. */
export async function markSent(id: string): Promise<void> {
  await db().emailChange.updateMany({ where: { id }, data: { sentAt: new Date() } })
}

/** The email to the new address wasn't accepted: the change is canceled. */
export async function markFailed(id: string): Promise<void> {
  const now = new Date()
  await db().emailChange.updateMany({
    where: { id, ...isPending() },
    data: { failedAt: now, canceledAt: now },
  })
}

/** The new address of the user's latest change, requested a moment ago, if its email wasn't accepted. */
export async function wasNotSentTo(userId: string): Promise<string | undefined> {
  const row = await db().emailChange.findFirst({ where: { userId }, orderBy: { createdAt: 'desc' } })
  if (!row?.failedAt) return undefined
  return Date.now() - row.failedAt.getTime() < SHOWN_AS_NOT_SENT ? row.newEmail : undefined
}

const cancelPending = (userId: string) =>
  db().emailChange.updateMany({ where: { userId, ...isPending() }, data: { canceledAt: new Date() } })

/** The change that the link to a new address would confirm. Spends nothing. */
export async function findToConfirm(token: string): Promise<FoundChange> {
  const row = await findRow(token, (row) => [row.confirmHash])
  if (!row) return { ok: false, state: 'unknown' }
  const [state, change] = [stateOf(row), changeOf(row)]
  if (state !== 'pending') return { ok: false, state, change }
  if (await isSessionRevoked(row)) return { ok: false, state: 'canceled', change }
  if (await isTaken(row.newEmail, row.userId)) return { ok: false, state: 'taken', change }
  return { ok: true, change }
}

/**
 * The change that a link to an old address would cancel or undo: the one in its notice, or the one
 * that a sign-in with that address is offered. Spends nothing.
 */
export async function findToUndo(token: string): Promise<FoundChange> {
  const row = await findRow(token, (row) => [row.undoHash, ...undoSignatures(row.id).map(hash)])
  if (!row) return { ok: false, state: 'unknown' }
  const change = changeOf(row)
  if (Date.now() - change.requestedAt >= UNDO_LIFETIME) return { ok: false, state: 'expired', change }
  if (stateOf(row) === 'canceled') return { ok: false, state: 'canceled', change }
  if (await isTaken(row.oldEmail, row.userId)) return { ok: false, state: 'taken', change }
  return { ok: true, change }
}

async function findRow(token: string, secretHashes: (row: Row) => string[]): Promise<Row | undefined> {
  const parsed = parse(token)
  if (!parsed) return undefined
  const row = await db().emailChange.findUnique({ where: { id: parsed.id } })
  return row && secretHashes(row).some((secretHash) => matches(parsed, secretHash)) ? row : undefined
}

/** `stateOf` a row is 'pending', as a query. */
export const isPending = () => ({
  confirmedAt: null,
  canceledAt: null,
  createdAt: { gt: new Date(Date.now() - CONFIRM_LIFETIME) },
})

// If the session that requested the change was revoked, the change is void too, even one that was
// requested at that very moment.
const isSessionRevoked = async (row: Row) =>
  (await db().session.count({ where: { id: row.sessionId, ...REVOKED } })) > 0

const isTaken = async (email: string, userId: string) =>
  (await db().user.count({ where: { email, NOT: { id: userId } } })) > 0

const changeOf = (row: Row): EmailChange => ({
  id: row.id,
  userId: row.userId,
  sessionId: row.sessionId,
  oldEmail: row.oldEmail,
  newEmail: row.newEmail,
  device: row.device,
  requestedAt: row.createdAt.getTime(),
  isSent: row.sentAt !== null,
  isConfirmed: row.confirmedAt !== null,
})
