import { Database } from '../support/database'
import { environment } from '../support/environment'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { countEmails } from './emails'
import { type FaultProxy, startProxy } from './proxy'
import type { Report } from './report'

/** What a scenario needs that looks from the outside, and counts. */
export type Servers = Pick<World, 'via' | 'database'>

/** Several instances over one Redis and one database, and what stands between them and their services. */
export type World = {
  instances: Instance[]
  /** The instance for the i-th request: they take turns. */
  via(i: number): string
  redis: FaultProxy
  resend: FaultProxy
  database: Database
  close(): Promise<void>
}

export async function startWorld(size: number): Promise<World> {
  const [redis, resend] = await Promise.all([
    startProxy(environment.redisUrl),
    startProxy(environment.mailboxUrl),
  ])
  const behindProxies = () => ({ UPSTASH_REDIS_REST_URL: redis.url, RESEND_BASE_URL: resend.url })
  const instances = await startAll(size, () => startSecondInstance(behindProxies))
  const database = new Database()
  return {
    instances,
    via: viaEach(instances),
    redis,
    resend,
    database,
    close: async () => {
      database.close()
      await Promise.all(
        [...instances, redis, resend].map((part) => ('stop' in part ? part.stop() : part.close())),
      )
    },
  }
}

export const startAll = (size: number, start: () => Promise<Instance>) =>
  Promise.all(Array.from({ length: size }, start))

export const viaEach = (instances: Instance[]) => (i: number) => instances[i % instances.length]?.origin ?? ''

/** Compares what the database and the mailbox have of an address with what they should have. */
export async function account(
  { database }: Servers,
  report: Report,
  address: string,
  should: { sessions: number; users: number; emails: number },
  note = address,
): Promise<void> {
  report.count('sessions', (await database.sessionsOf(address)).length, should.sessions, note)
  report.count('users', (await database.usersOf(address)).length, should.users, note)
  report.count('emails', await countEmails(address), should.emails, note)
}

export const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))
