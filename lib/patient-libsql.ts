import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, type Config, LibsqlError } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { seconds } from '@/lib/time'

/** How long a call waits for its turn to write, or for an answer over the net. */
const PATIENCE = seconds(2)
/** After somebody has waited in vain. Calls queue behind each other: not each need learn it in full. */
const PATIENCE_WHEN_DOWN = seconds(0.2)
const STAYS_DOWN = seconds(1)

/**
 * Prisma's adapter with a deadline for each call. libSQL itself waits for an answer over the net for minutes, and for a
 * locked file inside one synchronous call, in which the whole server stands still.
 */
export class PatientLibSql extends PrismaLibSql {
  override createClient(config: Config): Client {
    const patience = new Patience()
    const client = super.createClient({ ...config, fetch: fetchWith(patience) })
    const execute = client.execute.bind(client) as (...statement: unknown[]) => Promise<never>
    const begin = client.transaction.bind(client)
    client.execute = (...statement: unknown[]) => inTurn(client, patience, () => execute(...statement))
    // Takes the lock first: only then is nothing done yet, and all of it can be tried again.
    client.transaction = () => inTurn(client, patience, () => begin('write'))
    return client
  }
}

class Patience {
  #downUntil = 0

  /** Milliseconds. */
  get left(): number {
    return Date.now() < this.#downUntil ? PATIENCE_WHEN_DOWN : PATIENCE
  }

  lose(): void {
    this.#downUntil = Date.now() + STAYS_DOWN
  }
}

async function inTurn<T>(client: Client, patience: Patience, call: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + patience.left; ; await wait(5 + Math.random() * 20)) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof LibsqlError) || error.code !== 'SQLITE_BUSY') throw error
      // libSQL leaves the refused statement half-way: the next COMMIT on its connection fails, and the lock stays taken.
      await client.reconnect()
      if (Date.now() < deadline) continue
      patience.lose()
      throw error
    }
  }
}

const fetchWith =
  (patience: Patience): typeof fetch =>
  async (request, options) => {
    const deadline = AbortSignal.timeout(patience.left)
    try {
      return await fetch(request, { ...options, signal: deadline })
    } catch (error) {
      if (deadline.aborted) patience.lose()
      throw error
    }
  }
