import { setTimeout as wait } from 'node:timers/promises'
import { environment } from '../support/environment'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { lockDatabase } from './lock'
import { type FaultProxy, startProxy } from './proxy'
import type { Front } from './world'

/** An instance that is going to be killed, with services of its own to be held by. */
export type Doomed = { instance: Instance; redis: FaultProxy; mail: FaultProxy }

/** Begins the act, and waits for the moment to kill in; what it answers lets the others go on. */
export type Moment = (scene: {
  act: () => void
  doomed: Doomed
  address: string
  database: Front['database']
}) => Promise<(() => unknown) | undefined>

/** A moment that doesn't come by then has passed unseen. Killing does no harm then either. */
const LONGEST = 5_000

/** While it waits for its nth call of Redis, from 0. */
export const heldByRedis =
  (at: number): Moment =>
  async ({ act, doomed: { redis } }) => {
    redis.misbehave((n) => (n === at ? 'hold' : undefined))
    const held = redis.held()
    act()
    await Promise.race([held, wait(LONGEST)])
    return undefined
  }

/** While it waits for the mail service. */
export const heldByMail: Moment = async ({ act, doomed: { mail } }) => {
  mail.misbehave(() => 'hold')
  const held = mail.held()
  act()
  await Promise.race([held, wait(LONGEST)])
  return undefined
}

/** Between Redis and the transaction: it waits for a lock, which is let go once it is dead. */
export const waitingToWrite: Moment = async ({ act }) => {
  const unlock = await lockDatabase()
  act()
  await wait(300)
  return unlock
}

/** After the transaction, if the answer isn't out by then. */
export const sessionMade: Moment = async ({ act, address, database }) => {
  const deadline = Date.now() + LONGEST
  act()
  while (Date.now() < deadline && (await database.sessionsOf(address)).length === 0) await wait(0)
  return undefined
}

export const atRandom: Moment = async ({ act }) => {
  act()
  await wait(Math.random() * 60)
  return undefined
}

/** An instance for each round, the next one starting while this one dies. */
export async function eachDoomed(rounds: number, play: (doomed: Doomed, round: number) => Promise<void>) {
  let next = startDoomed()
  for (let round = 0; round < rounds; round++) {
    const doomed = await next
    if (round + 1 < rounds) next = startDoomed()
    try {
      await play(doomed, round)
    } finally {
      await doomed.instance.kill()
      await Promise.all([doomed.redis.close(), doomed.mail.close()])
    }
  }
}

async function startDoomed(): Promise<Doomed> {
  const [redis, mail] = await Promise.all([
    startProxy(environment.redisUrl),
    startProxy(environment.mailboxUrl),
  ])
  const instance = await startSecondInstance(() => ({
    UPSTASH_REDIS_REST_URL: redis.url,
    RESEND_BASE_URL: mail.url,
  }))
  return { instance, redis, mail }
}
