import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { LANES, Lanes } from '@/lib/platform/database-lanes'
import { withTimeouts } from '@/lib/platform/libsql-timeouts'

type Factory = NonNullable<Prisma.PrismaClientOptions['adapter']>
type Adapter = Awaited<ReturnType<Factory['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>

/**
 * Prisma's adapter for libSQL, except that no call waits for another without need: Prisma's own
 * holds one lock around every call and every whole transaction.
 *
 * @param config `url` is a file: or what reaches a server, such as libsql:
 */
export function databaseAdapter(config: { url: string; authToken?: string }): Factory {
  return { provider: 'sqlite', adapterName: 'libsql-lanes', connect: () => connect(config) }
}

async function connect(config: { url: string; authToken?: string }): Promise<Adapter> {
  const isFile = config.url.startsWith('file:')
  // Native code is for files. A process that talks to a server never loads it.
  const { PrismaLibSql } = await (isFile
    ? import('@prisma/adapter-libsql')
    : import('@prisma/adapter-libsql/web'))
  const lanes = (count: number) => {
    const factory = new PrismaLibSql(config)
    factory.createClient = withTimeouts(factory.createClient)
    return new Lanes(count, () => factory.connect())
  }
  // SQLite has one writer at a time, so transactions have one lane. On a file, single writes share
  // it, and reads have another: they don't wait while a write waits for another process's lock.
  const transactions = lanes(1)
  const reads = lanes(isFile ? 1 : LANES)
  const writes = isFile ? transactions : reads
  return {
    provider: 'sqlite',
    adapterName: 'libsql-lanes',
    queryRaw: (query) =>
      (isRead(query.sql) ? reads : writes).run((lane, release) => lane.queryRaw(query).finally(release)),
    executeRaw: (query) => writes.run((lane, release) => lane.executeRaw(query).finally(release)),
    executeScript: (sql) => writes.run((lane, release) => lane.executeScript(sql).finally(release)),
    // No one would end a transaction that begins too late, and it would hold the lock.
    startTransaction: (level) =>
      transactions.run(
        async (lane, release) => untilItsEnd(await lane.startTransaction(level), release),
        (late) => late.rollback(),
      ),
    dispose: async () => {
      for (const connection of [...reads.connections, ...transactions.connections]) await connection.dispose()
    },
  }
}

/** INSERT … RETURNING and WITH … INSERT come as queries, too: only a plain SELECT is surely none. */
function isRead(sql: string): boolean {
  return /^\s*SELECT\b/i.test(sql)
}

function untilItsEnd(transaction: Transaction, release: () => void): Transaction {
  const commit = transaction.commit.bind(transaction)
  const rollback = transaction.rollback.bind(transaction)
  transaction.commit = () => commit().finally(release)
  transaction.rollback = () => rollback().finally(release)
  return transaction
}
