import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { Prisma } from '@/generated/prisma/client'
import { RETENTION } from '@/lib/account/activity'
import { sendLostNotices } from '@/lib/auth/lost-notices'
import { db } from '@/lib/platform/db'
import { days, seconds } from '@/lib/platform/time'

const EXPIRED = {
  sessions: { table: 'Session', column: 'createdAt', lifetime: RETENTION },
  events: { table: 'Event', column: 'at', lifetime: RETENTION },
  emailChanges: { table: 'EmailChange', column: 'createdAt', lifetime: RETENTION },
  // Much longer than the links that they revoke, and than two machines' clocks differ.
  linkRevocations: { table: 'LinkRevocation', column: 'revokedAt', lifetime: days(1) },
  // Those that have ended.
  suppressions: { table: 'Suppression', column: 'until', lifetime: RETENTION },
}

type Kind = keyof typeof EXPIRED
const KINDS = Object.keys(EXPIRED) as Kind[]

/** Batch size. Each batch blocks other writers. */
const BATCH = 500

export type Pruned = {
  deleted: Record<Kind, number>
  /** Security emails that had got lost, and were sent now. */
  notices: number
  /** Whether another call would find more. */
  more: boolean
}

/**
 * Deletes expired rows, table by table in turns, as many as it can in a bounded time, and sends
 * security emails that got lost. Safe to repeat, and to run several times at once.
 *
 * @throws when the database can't be reached; what was deleted before stays deleted.
 */
export async function prune({ batches = 100, budget = seconds(5) } = {}): Promise<Pruned> {
  const deleted = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Pruned['deleted']
  const deadline = performance.now() + budget
  const left = [...KINDS]
  for (let n = 0; n < batches && left.length > 0 && performance.now() < deadline; n++) {
    const kind = left.shift() as Kind
    const begun = performance.now()
    const count = await deleteBatch(kind)
    deleted[kind] += count
    if (count === BATCH) left.push(kind)
    // SQLite has one writer, and a waiting one only looks now and then: half of the time is theirs.
    if (count > 0) await wait(performance.now() - begun)
  }
  const notices = await sendLostNotices()
  return { deleted, notices: notices.sent, more: left.length > 0 || notices.more }
}

function deleteBatch(kind: Kind): Promise<number> {
  const { lifetime } = EXPIRED[kind]
  const [table, column] = [Prisma.raw(`"${EXPIRED[kind].table}"`), Prisma.raw(`"${EXPIRED[kind].column}"`)]
  return db().$executeRaw`
    DELETE FROM ${table} WHERE "rowid" IN
      (SELECT "rowid" FROM ${table} WHERE ${column} < ${new Date(Date.now() - lifetime)} LIMIT ${BATCH})`
}
