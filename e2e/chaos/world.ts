import { Database } from '../support/database'
import { environment } from '../support/environment'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { countMails } from './emails'
import { type FaultProxy, startProxy } from './proxy'
import type { Tally } from './report'

/** What a round needs that looks from the outside, and counts. */
export type Front = Pick<World, 'via' | 'database'>

/** Several instances over one Redis and one database, and what stands between them and their services. */
export type World = {
  instances: Instance[]
  /** The instance for the i-th request: each takes its turn. */
  via(i: number): string
  redis: FaultProxy
  mail: FaultProxy
  database: Database
  close(): Promise<void>
}

export async function startWorld(size: number): Promise<World> {
  const [redis, mail] = await Promise.all([
    startProxy(environment.redisUrl),
    startProxy(environment.mailboxUrl),
  ])
  const behindProxies = () => ({ UPSTASH_REDIS_REST_URL: redis.url, RESEND_BASE_URL: mail.url })
  const instances = await startAll(size, () => startSecondInstance(behindProxies))
  const database = new Database()
  return {
    instances,
    via: viaEach(instances),
    redis,
    mail,
    database,
    close: async () => {
      database.close()
      await Promise.all(
        [...instances, redis, mail].map((part) => ('stop' in part ? part.stop() : part.close())),
      )
    },
  }
}

export const startAll = (size: number, start: () => Promise<Instance>) =>
  Promise.all(Array.from({ length: size }, start))

export const viaEach = (instances: Instance[]) => (i: number) => instances[i % instances.length]?.origin ?? ''

/** Compares what there is of an address, in the database and in the mailbox, with what there should be. */
export async function account(
  { database }: Front,
  tally: Tally,
  address: string,
  should: { sessions: number; users: number; mails: number },
  note = address,
): Promise<void> {
  tally.count('sessions', (await database.sessionsOf(address)).length, should.sessions, note)
  tally.count('users', (await database.usersOf(address)).length, should.users, note)
  tally.count('mails', await countMails(address), should.mails, note)
}

export const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))
