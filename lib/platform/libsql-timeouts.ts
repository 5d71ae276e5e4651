import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, type Config, LibsqlError } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { seconds } from '@/lib/platform/time'

/** How long a call waits for its turn to write, or for an answer over the net. */
const QUERY_TIMEOUT = seconds(2)
/** For a moment after somebody has waited in vain: Prisma sends one call after the other, and they would add up. */
const QUERY_TIMEOUT_WHEN_OPEN = seconds(0.2)
const OPEN_FOR = seconds(3)
/** For one that is still in that queue, whoever is before it. */
const TOTAL_TIMEOUT = seconds(2.5)

/**
 * Prisma's adapter with a deadline for each call. libSQL itself waits for an answer over the net for minutes, and for a
 * locked file inside one synchronous call, in which the whole server stands still.
 */
export class LibSqlWithTimeouts extends PrismaLibSql {
  override async connect() {
    const adapter = await super.connect()
    const [query, execute] = [adapter.queryRaw.bind(adapter), adapter.executeRaw.bind(adapter)]
    adapter.queryRaw = (statement) => inTime(query(statement))
    adapter.executeRaw = (statement) => inTime(execute(statement))
    const begin = adapter.startTransaction.bind(adapter)
    // Or it would hold the lock, and nobody would end it.
    adapter.startTransaction = (level) => inTime(begin(level), (late) => late.rollback())
    return adapter
  }

  override createClient(config: Config): Client {
    const breaker = new CircuitBreaker()
    const client = super.createClient({ ...config, fetch: fetchWith(breaker) })
    const execute = client.execute.bind(client) as (...statement: unknown[]) => Promise<never>
    const begin = client.transaction.bind(client)
    client.execute = (...statement: unknown[]) => inTurn(client, breaker, () => execute(...statement))
    // Takes the lock first: only then is nothing done yet, and all of it can be tried again.
    client.transaction = () => inTurn(client, breaker, () => begin('write'))
    return client
  }
}

class CircuitBreaker {
  #downUntil = 0

  /** Milliseconds. */
  get left(): number {
    return Date.now() < this.#downUntil ? QUERY_TIMEOUT_WHEN_OPEN : QUERY_TIMEOUT
  }

  /** After waiting for that long. A short wait proves nothing: it must not keep the next ones short. */
  lose(waited: number): void {
    if (waited === QUERY_TIMEOUT) this.#downUntil = Date.now() + OPEN_FOR
  }
}

async function inTurn<T>(client: Client, breaker: CircuitBreaker, call: () => Promise<T>): Promise<T> {
  const { left } = breaker
  for (const deadline = Date.now() + left; ; await wait(5 + Math.random() * 20)) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof LibsqlError) || error.code !== 'SQLITE_BUSY') throw error
      // libSQL leaves the refused statement half-way: the next COMMIT on its connection fails, and the lock stays taken.
      await client.reconnect()
      if (Date.now() < deadline) continue
      breaker.lose(left)
      throw error
    }
  }
}

const fetchWith =
  (breaker: CircuitBreaker): typeof fetch =>
  async (request, options) => {
    const { left } = breaker
    const deadline = AbortSignal.timeout(left)
    try {
      return await fetch(request, { ...options, signal: deadline })
    } catch (error) {
      if (deadline.aborted) breaker.lose(left)
      throw error
    }
  }

function inTime<T>(call: Promise<T>, orElse: (late: T) => unknown = () => {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The database is not answering'))
      call.then(orElse).catch(() => {})
    }, TOTAL_TIMEOUT)
    call.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
