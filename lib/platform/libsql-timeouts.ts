import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, type Config, LibsqlError } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { seconds } from '@/lib/platform/time'

// A workaround for what @libsql/client 0.17.4 doesn't do.
// - It waits for a locked file inside one synchronous call (its `timeout` option), in which the
//   whole server stands still. Over the network it waits for a response for minutes. This file can
//   go once it waits asynchronously, and takes a deadline for each call.
// - It leaves a statement that was refused with SQLITE_BUSY in progress: the next COMMIT on that
//   connection fails, and the lock stays taken. `reconnect` below can go once
//   https://github.com/tursodatabase/libsql-client-ts/issues/352 is fixed.

/** How long a call waits for the write lock, or for a response over the network. */
const QUERY_TIMEOUT = seconds(2)

/** While the circuit breaker is open: Prisma sends call after call, and waits would add up. */
const QUERY_TIMEOUT_WHEN_OPEN = seconds(0.2)

/** How long the circuit breaker stays open after a call has timed out. */
const OPEN_FOR = seconds(3)

/** For a call together with its time in Prisma's queue. */
const TOTAL_TIMEOUT = seconds(2.5)

/** Prisma's adapter, with a deadline for each call. A call that misses it rejects. */
export class LibSqlWithTimeouts extends PrismaLibSql {
  override async connect() {
    return withTimeout(await super.connect())
  }

  override createClient(config: Config): Client {
    const breaker = new CircuitBreaker()
    return withBusyRetry(super.createClient({ ...config, fetch: fetchWithTimeout(breaker) }), breaker)
  }
}

type Adapter = Awaited<ReturnType<PrismaLibSql['connect']>>

function withTimeout(adapter: Adapter): Adapter {
  const query = adapter.queryRaw.bind(adapter)
  const execute = adapter.executeRaw.bind(adapter)
  const begin = adapter.startTransaction.bind(adapter)
  adapter.queryRaw = (statement) => orTimeout(query(statement))
  adapter.executeRaw = (statement) => orTimeout(execute(statement))
  // No one would end a transaction that begins too late, and it would hold the lock.
  adapter.startTransaction = (level) => orTimeout(begin(level), (late) => late.rollback())
  return adapter
}

function orTimeout<T>(call: Promise<T>, undo: (late: T) => unknown = () => {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The database is not responding'))
      call.then(undo).catch(() => {})
    }, TOTAL_TIMEOUT)
    call.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function withBusyRetry(client: Client, breaker: CircuitBreaker): Client {
  const execute = client.execute.bind(client) as (...statement: unknown[]) => Promise<never>
  const begin = client.transaction.bind(client)
  client.execute = (...statement: unknown[]) => retryWhileBusy(client, breaker, () => execute(...statement))
  // A 'write' transaction takes the lock first. If refused, it has done nothing: retry it.
  client.transaction = () => retryWhileBusy(client, breaker, () => begin('write'))
  return client
}

async function retryWhileBusy<T>(
  client: Client,
  breaker: CircuitBreaker,
  call: () => Promise<T>,
): Promise<T> {
  const { timeout } = breaker
  for (const deadline = Date.now() + timeout; ; await wait(5 + Math.random() * 20)) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof LibsqlError) || error.code !== 'SQLITE_BUSY') throw error
      await client.reconnect()
      if (Date.now() < deadline) continue
      breaker.trip(timeout)
      throw error
    }
  }
}

const fetchWithTimeout =
  (breaker: CircuitBreaker): typeof fetch =>
  async (request, options) => {
    const { timeout } = breaker
    const signal = AbortSignal.timeout(timeout)
    try {
      return await fetch(request, { ...options, signal })
    } catch (error) {
      if (signal.aborted) breaker.trip(timeout)
      throw error
    }
  }

class CircuitBreaker {
  #openUntil = 0

  get isOpen(): boolean {
    return Date.now() < this.#openUntil
  }

  /** How long the next call may wait, in milliseconds. */
  get timeout(): number {
    return this.isOpen ? QUERY_TIMEOUT_WHEN_OPEN : QUERY_TIMEOUT
  }

  /** For a call that timed out. A short wait proves nothing: it mustn't keep the breaker open. */
  trip(waited: number): void {
    if (waited === QUERY_TIMEOUT) this.#openUntil = Date.now() + OPEN_FOR
  }
}
