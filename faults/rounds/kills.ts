import { setTimeout as wait } from 'node:timers/promises'
import { environment } from '../../e2e/environment'
import { type Instance, startSecondInstance } from '../../e2e/second-instance'
import { Browser, freshAddress, type Page } from '../browser'
import { lockDatabase } from '../lock'
import { newestMail } from '../mails'
import { type FaultProxy, startProxy } from '../proxy'
import { askForLink, greets, NEXT, openForm, pressSignIn, typeAddress, typeCode } from '../steps'
import { Tally } from '../tally'
import { account, type World } from '../world'

type Doomed = { instance: Instance; redis: FaultProxy; mail: FaultProxy }
/** Waits for the moment to kill in; what it answers lets the others go on. */
type Moment = (doomed: Doomed, address: string, world: World) => Promise<undefined | (() => unknown)>

const heldByRedis =
  (at: number): Moment =>
  async ({ redis }) => {
    redis.misbehave((n) => (n === at ? 'hold' : undefined))
    await redis.held()
    return undefined
  }

/** Between Redis and the transaction: it waits for a lock, which is let go once it is dead. */
const waitingToWrite: Moment = async () => {
  const unlock = await lockDatabase()
  await wait(300)
  return unlock
}

/** After the transaction, if the answer isn't out by then. */
const sessionMade: Moment = async (_, address, { database }) => {
  const deadline = Date.now() + 5_000
  while (Date.now() < deadline && (await database.sessionsOf(address)).length === 0) await wait(0)
  return undefined
}

const atRandom: Moment = async () => {
  await wait(Math.random() * 60)
  return undefined
}

const heldByMail: Moment = async ({ mail }) => {
  mail.misbehave(() => 'hold')
  await mail.held()
  return undefined
}

const CLAIMS: { moment: Moment; by: 'link' | 'button' | 'code' }[] = [
  { by: 'link', moment: sessionMade },
  { by: 'link', moment: waitingToWrite },
  { by: 'code', moment: heldByRedis(1) },
  { by: 'link', moment: atRandom },
  { by: 'button', moment: sessionMade },
  { by: 'link', moment: heldByRedis(0) },
  { by: 'code', moment: sessionMade },
  { by: 'button', moment: atRandom },
  { by: 'code', moment: atRandom },
]

/** `kill -9` in the middle of a claim; the same browser tries again on another instance. */
export async function killedClaims(world: World, rounds: number) {
  const tally = new Tally('kill -9 during a claim, then the same browser elsewhere')
  await eachDoomed(rounds, async (doomed, round) => {
    const { by, moment } = CLAIMS[round % CLAIMS.length] ?? { by: 'link', moment: atRandom }
    const { browser: asking, address, mail } = await askForLink(world.via(round))
    const browser = by === 'button' ? new Browser() : asking
    const page =
      by === 'link'
        ? undefined
        : await browser.open(world.via(round), by === 'code' ? '/check-email' : mail.path)
    const claim = (via: string): Promise<Page> => {
      if (!page) return browser.open(via, mail.path)
      return by === 'code' ? typeCode(browser, via, page, mail.code) : pressSignIn(browser, via, page)
    }
    // The browser that crashed with the answer, as the one that never had it, still has its old cookies.
    const before = browser.copy()
    await killDuring(doomed, moment, address, world, () => claim(doomed.instance.origin))
    const again = before.copy()
    const answer = !page
      ? await again.open(world.via(round), mail.path)
      : by === 'code'
        ? await typeCode(again, world.via(round), page, mail.code)
        : await pressSignIn(again, world.via(round), page)
    const landed = await again.follow(world.via(round + 1), answer)
    if (landed.path !== NEXT || !greets(landed, address))
      tally.isLost(`${by}: ${answer.status} ${landed.path}`)
    await account(world, tally, address, { sessions: 1, users: 1, mails: 1 })
    tally.rounds++
  })
  return tally
}

const ASKS = [heldByMail, heldByRedis(1), atRandom, heldByRedis(0)]

/** `kill -9` while somebody asks; the same browser asks again elsewhere, and gets in. */
export async function killedAsks(world: World, rounds: number) {
  const tally = new Tally('kill -9 while asking, then the same browser elsewhere')
  await eachDoomed(rounds, async (doomed, round) => {
    const [browser, address] = [new Browser(), freshAddress()]
    const form = await openForm(browser, world.via(round))
    const before = browser.copy()
    await killDuring(doomed, ASKS[round % ASKS.length] ?? atRandom, address, world, () =>
      typeAddress(browser, doomed.instance.origin, form, address),
    )
    await typeAddress(before, world.via(round), form, address)
    const landed = await before.visit(world.via(round), (await newestMail(address)).path)
    if (landed.path !== NEXT || !greets(landed, address)) tally.isLost(`${landed.status} ${landed.path}`)
    tally.sessions += (await world.database.sessionsOf(address)).length
    tally.rounds++
  })
  return tally
}

async function killDuring(
  doomed: Doomed,
  moment: Moment,
  address: string,
  world: World,
  act: () => Promise<Page>,
) {
  let acted: Promise<unknown> = Promise.resolve()
  const come = moment(doomed, address, world)
  // A lock is taken first.
  if (moment === waitingToWrite) await wait(50)
  acted = act().catch(() => undefined)
  const letGo = await come
  await doomed.instance.kill()
  await letGo?.()
  await acted
}

/** An instance for each round, the next one starting while this one dies. */
async function eachDoomed(rounds: number, play: (doomed: Doomed, round: number) => Promise<void>) {
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
