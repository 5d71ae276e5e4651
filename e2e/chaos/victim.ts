import { setTimeout as wait } from 'node:timers/promises'
import { environment } from '../support/environment'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { lockDatabase } from './lock'
import { type FaultProxy, startProxy } from './proxy'
import type { Servers } from './world'

/** An instance that is going to be killed, with proxies of its own that can hold it. */
export type Victim = { instance: Instance; redis: FaultProxy; resend: FaultProxy }

/** Starts the act, and waits for the moment to kill. What it returns lets the others go on. */
export type Moment = (scene: {
  act: () => void
  victim: Victim
  address: string
  database: Servers['database']
}) => Promise<(() => unknown) | undefined>

/** A moment that hasn't come by then has passed unseen. Killing does no harm then either. */
const LONGEST = 5_000

/** While it waits for its nth call of Redis, from 0. */
export const heldByRedis =
  (at: number): Moment =>
  async ({ act, victim: { redis } }) => {
    redis.misbehave((n) => (n === at ? 'hold' : undefined))
    const held = redis.held()
    act()
    await Promise.race([held, wait(LONGEST)])
    return undefined
  }

/** While it waits for the mail service. */
export const heldByEmailService: Moment = async ({ act, victim: { resend } }) => {
  resend.misbehave(() => 'hold')
  const held = resend.held()
  act()
  await Promise.race([held, wait(LONGEST)])
  return undefined
}

/** Between Redis and the transaction: it waits for a lock, which is released once it is dead. */
export const waitingToWrite: Moment = async ({ act }) => {
  const unlock = await lockDatabase()
  act()
  await wait(300)
  return unlock
}

/** After the transaction, if the response isn't out by then. */
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

/** An instance for each round. The next one starts while this one dies. */
export async function eachVictim(rounds: number, play: (victim: Victim, round: number) => Promise<void>) {
  let next = startVictim()
  for (let round = 0; round < rounds; round++) {
    const victim = await next
    if (round + 1 < rounds) next = startVictim()
    try {
      await play(victim, round)
    } finally {
      await victim.instance.kill()
      await Promise.all([victim.redis.close(), victim.resend.close()])
    }
  }
}

export async function startVictim(start = startSecondInstance): Promise<Victim> {
  const [redis, resend] = await Promise.all([
    startProxy(environment.redisUrl),
    startProxy(environment.mailboxUrl),
  ])
  const instance = await start(() => ({
    UPSTASH_REDIS_REST_URL: redis.url,
    RESEND_BASE_URL: resend.url,
  }))
  return { instance, redis, resend }
}
