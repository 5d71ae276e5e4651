import 'server-only'
import type { AddressChange as Row } from '@/generated/prisma/client'
import type { Browser } from '@/lib/auth/device'
import type { EndReason } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { hash, randomId, randomSecret, sameHash } from '@/lib/platform/secrets'
import { days, hours } from '@/lib/platform/time'

/** How long the link to the new address confirms. */
export const CONFIRM_LIFETIME = hours(1)

/** How long, from the asking, the link to the old address stops the change or takes it back. */
export const STOP_LIFETIME = days(3)

export type AddressChange = {
  id: string
  userId: string
  /** In which it was asked for. */
  sessionId: string
  oldEmail: string
  newEmail: string
  device: string
  askedAt: number
  isConfirmed: boolean
}

/** What a link's token proves: a change that can be confirmed or stopped, one that can't be, or nothing. */
export type Found<Reason> = { ok: true; change: AddressChange } | NotFound<Reason>
export type NotFound<Reason> =
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: Reason; change: AddressChange }

/** `taken`: the address that it would become is another account's. */
export type NotConfirmed = 'expired' | 'stopped' | 'done' | 'taken'
export type NotStopped = 'expired' | 'stopped' | 'taken'

/**
 * Writes down what was asked for, in place of an earlier change that waits. `confirmToken` goes to the new address,
 * `stopToken` to the old one, and neither anywhere else: only their hashes are stored.
 */
export async function openChange(
  asked: { userId: string; sessionId: string; oldEmail: string; newEmail: string },
  { device, network }: Browser,
): Promise<{ id: string; askedAt: number; confirmToken: string; stopToken: string }> {
  const [id, confirmSecret, stopSecret] = [randomId(), randomSecret(), randomSecret()]
  const now = new Date()
  const hashes = { confirmHash: hash(confirmSecret), stopHash: hash(stopSecret) }
  await db().$transaction([
    stopping(asked.userId),
    db().addressChange.create({ data: { id, ...asked, ...hashes, device, network, createdAt: now } }),
  ])
  return {
    id,
    askedAt: now.getTime(),
    confirmToken: `${id}${confirmSecret}`,
    stopToken: `${id}${stopSecret}`,
  }
}

/** The change that somebody has asked for and that waits to be confirmed. */
export async function waitingChangeOf(userId: string): Promise<AddressChange | undefined> {
  const row = await db().addressChange.findFirst({ where: { userId, ...isWaiting() } })
  return row && !(await isDisowned(row)) ? changeOf(row) : undefined
}

/** Stops whatever change of that user waits. */
export async function stopWaiting(userId: string): Promise<void> {
  await stopping(userId)
}

const stopping = (userId: string) =>
  db().addressChange.updateMany({ where: { userId, ...isWaiting() }, data: { stoppedAt: new Date() } })

/** What the link to a new address would confirm. Spends nothing. */
export async function findToConfirm(token: string): Promise<Found<NotConfirmed>> {
  const row = await findRow(token, 'confirmHash')
  if (!row) return { ok: false, reason: 'unknown' }
  const change = changeOf(row)
  const not = (reason: NotConfirmed) => ({ ok: false as const, reason, change })
  if (row.stoppedAt) return not('stopped')
  if (row.confirmedAt) return not('done')
  if (Date.now() - change.askedAt >= CONFIRM_LIFETIME) return not('expired')
  if (await isDisowned(row)) return not('stopped')
  if (await isTaken(row.newEmail, row.userId)) return not('taken')
  return { ok: true, change }
}

/** What the link to an old address would stop or take back. Spends nothing. */
export async function findToStop(token: string): Promise<Found<NotStopped>> {
  const row = await findRow(token, 'stopHash')
  if (!row) return { ok: false, reason: 'unknown' }
  const change = changeOf(row)
  const not = (reason: NotStopped) => ({ ok: false as const, reason, change })
  if (Date.now() - change.askedAt >= STOP_LIFETIME) return not('expired')
  if (row.stoppedAt) return not('stopped')
  if (await isTaken(row.oldEmail, row.userId)) return not('taken')
  return { ok: true, change }
}

async function findRow(token: string, kind: 'confirmHash' | 'stopHash'): Promise<Row | undefined> {
  const [, id, secret] = /^([\w-]{22})([\w-]{43})$/.exec(token) ?? []
  if (!id || !secret) return undefined
  const row = await db().addressChange.findUnique({ where: { id } })
  return row && sameHash(row[kind], hash(secret)) ? row : undefined
}

/** Neither confirmed nor stopped, and not too old to be confirmed. */
export const isWaiting = () => ({
  confirmedAt: null,
  stoppedAt: null,
  createdAt: { gt: new Date(Date.now() - CONFIRM_LIFETIME) },
})

/** A session that its owner ended from elsewhere. An intruder's change goes with it, also one that was on its way just then. */
export const DISOWNED = { endReason: { notIn: ['signed-out', 'replaced'] satisfies EndReason[] } }

const isDisowned = async (row: Row) =>
  (await db().session.count({ where: { id: row.sessionId, ...DISOWNED } })) > 0

const isTaken = async (email: string, userId: string) =>
  (await db().user.count({ where: { email, NOT: { id: userId } } })) > 0

const changeOf = (row: Row): AddressChange => ({
  id: row.id,
  userId: row.userId,
  sessionId: row.sessionId,
  oldEmail: row.oldEmail,
  newEmail: row.newEmail,
  device: row.device,
  askedAt: row.createdAt.getTime(),
  isConfirmed: row.confirmedAt !== null,
})
