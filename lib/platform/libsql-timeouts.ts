import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Client, Config, InStatement, Transaction } from '@libsql/client'
import { seconds } from '@/lib/platform/time'
import { withTimeout } from '@/lib/platform/with-timeout'

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

type CreateClient = (config: Config) => Client

/**
 * Makes clients as `create` does, with a deadline for each call: one that misses it rejects. They
 * share two circuit breakers, because a server that says "locked" does respond.
 */
export function withTimeouts(create: CreateClient): CreateClient {
  const [lock, network] = [new CircuitBreaker(), new CircuitBreaker()]
  return (config) => withBusyRetry(create({ ...config, fetch: fetchWithTimeout(network) }), lock)
}

function withBusyRetry(client: Client, breaker: CircuitBreaker): Client {
  const execute = client.execute.bind(client) as (...statement: unknown[]) => Promise<never>
  const transaction = client.transaction.bind(client)
  client.execute = (...statement: unknown[]) =>
    retryWhileBusy(client, breaker, () => execute(...statement)).catch(withCode)
  // A 'write' transaction takes the lock first. If refused, it has done nothing: retry it.
  const begin = () => transaction('write')
  client.transaction = () =>
    client.protocol === 'file' ? retryWhileBusy(client, breaker, begin) : beginLate(client, breaker, begin)
  return client
}

/** Over the network, BEGIN travels with the first statement, so that's the call to retry. */
async function beginLate(
  client: Client,
  breaker: CircuitBreaker,
  begin: () => Promise<Transaction>,
): Promise<Transaction> {
  let current = await begin()
  let isFirst = true
  const execute = (statement: InStatement) => {
    if (!isFirst) return current.execute(statement).catch(withCode)
    isFirst = false
    return retryWhileBusy(client, breaker, async () => {
      if (current.closed) current = await begin()
      return current.execute(statement)
    }).catch(withCode)
  }
  // Prisma's adapter calls no more than these.
  return { execute, commit: () => current.commit(), rollback: () => current.rollback() } as Transaction
}

/** SQLITE_CONSTRAINT_UNIQUE, https://www.sqlite.org/rescode.html */
const TAKEN = 2067

/** A server's errors lack SQLite's extended code, by which Prisma tells that a value is taken. */
function withCode(error: unknown): never {
  if (error instanceof Error && error.message.includes('UNIQUE constraint failed')) {
    Object.assign(error, { rawCode: TAKEN })
  }
  throw error
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
      if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error
      await client.reconnect()
      if (Date.now() < deadline) continue
      breaker.trip(timeout)
      throw error
    }
  }
}

const fetchWithTimeout =
  (breaker: CircuitBreaker): typeof fetch =>
  (request, options) => {
    const { timeout } = breaker
    return withTimeout(timeout, async (signal) => {
      try {
        const response = await fetch(request, { ...options, signal })
        // The time is for the whole of it.
        return new Response(await response.arrayBuffer(), response)
      } catch (error) {
        if (signal.aborted) breaker.trip(timeout)
        throw error
      }
    })
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
