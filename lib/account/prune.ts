import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { Prisma } from '@/generated/prisma/client'
import { KEPT } from '@/lib/account/activity'
import { db } from '@/lib/platform/db'
import { days, seconds } from '@/lib/platform/time'

const OLD = {
  sessions: { table: 'Session', column: 'createdAt', lifetime: KEPT },
  events: { table: 'Event', column: 'at', lifetime: KEPT },
  addressChanges: { table: 'AddressChange', column: 'createdAt', lifetime: KEPT },
  // As long as the browser keeps the cookie that it is known by.
  knownBrowsers: { table: 'KnownBrowser', column: 'lastSeenAt', lifetime: days(400) },
  // Much longer than the links that they make void, and than clocks of two machines differ.
  voidedLinks: { table: 'VoidedLinks', column: 'at', lifetime: days(1) },
}

type Kind = keyof typeof OLD
const KINDS = Object.keys(OLD) as Kind[]

/** Rows of one statement: it holds up whoever wants to write meanwhile. */
const BATCH = 500

export type Pruned = {
  deleted: Record<Kind, number>
  /** Whether there is something left for another call. */
  more: boolean
}

/**
 * Deletes what nobody needs any more, table by table in turns, as much as it can in a bounded time. Safe to run again,
 * and by several at once. @throws when the database can't be reached; what was deleted before stays deleted.
 */
export async function prune({ batches = 100, budget = seconds(5) } = {}): Promise<Pruned> {
  const deleted: Pruned['deleted'] = {
    sessions: 0,
    events: 0,
    addressChanges: 0,
    knownBrowsers: 0,
    voidedLinks: 0,
  }
  const deadline = performance.now() + budget
  const left = [...KINDS]
  for (let n = 0; n < batches && left.length > 0 && performance.now() < deadline; n++) {
    const kind = left.shift() as Kind
    const begun = performance.now()
    const count = await deleteBatch(kind)
    deleted[kind] += count
    if (count === BATCH) left.push(kind)
    // SQLite has one writer, and whoever waits for their turn only looks now and then: half of the time is theirs.
    if (count > 0) await wait(performance.now() - begun)
  }
  return { deleted, more: left.length > 0 }
}

function deleteBatch(kind: Kind): Promise<number> {
  const { lifetime } = OLD[kind]
  const [table, column] = [Prisma.raw(`"${OLD[kind].table}"`), Prisma.raw(`"${OLD[kind].column}"`)]
  return db().$executeRaw`
    DELETE FROM ${table} WHERE "rowid" IN
      (SELECT "rowid" FROM ${table} WHERE ${column} < ${new Date(Date.now() - lifetime)} LIMIT ${BATCH})`
}
