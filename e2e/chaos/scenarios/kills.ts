import { checkEmail } from '@/e2e/support/copy'
import { SEND_DEADLINE } from '@/lib/auth/attempt'
import { Browser, freshAddress, type Page } from '../browser'
import { countEmails, newestEmail } from '../emails'
import { redis } from '../redis'
import { Report } from '../report'
import {
  attemptOf,
  ELSEWHERE,
  enters,
  greets,
  hearsOfFailure,
  NEXT,
  openForm,
  pressSignIn,
  requestLink,
  says,
  sendsAnother,
  typeAddress,
  typeCode,
} from '../steps'
import {
  atRandom,
  eachVictim,
  heldByEmailService,
  heldByRedis,
  type Moment,
  sessionMade,
  type Victim,
  waitingToWrite,
} from '../victim'
import { account, type World } from '../world'

const REDEMPTIONS: { moment: Moment; by: 'link' | 'button' | 'code' }[] = [
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

/** `kill -9` in the middle of a redemption; the same browser tries again on another instance. */
export async function killedRedemptions(world: World, rounds: number) {
  const report = new Report('kill -9 during a redemption, then the same browser elsewhere')
  await eachVictim(rounds, async (victim, round) => {
    const { by, moment } = REDEMPTIONS[round % REDEMPTIONS.length] ?? { by: 'link', moment: atRandom }
    const { browser: requester, address, email } = await requestLink(world.via(round))
    const browser = by === 'button' ? new Browser() : requester
    const page =
      by === 'link'
        ? undefined
        : await browser.open(world.via(round), by === 'code' ? '/check-email' : email.path)
    const redeem = (tab: Browser, via: string): Promise<Page> => {
      if (!page) return tab.open(via, email.path)
      return by === 'code' ? typeCode(tab, via, page, email.code) : pressSignIn(tab, via, page)
    }
    // As if no response had come, even if one did.
    const again = browser.copy()
    await killDuring(world, victim, moment, address, () => redeem(browser, victim.instance.origin))
    const answer = await redeem(again, world.via(round))
    const landed = await again.follow(world.via(round + 1), answer)
    if (landed.path !== (by === 'button' ? ELSEWHERE : NEXT) || !greets(landed, address))
      report.isLost(`${by}: ${answer.status} ${landed.path}`)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
    report.rounds++
  })
  return report
}

// Before the response Redis is called once, and once after the email.
const REQUESTS = [heldByRedis(0), heldByEmailService, atRandom, heldByRedis(1)]

/** `kill -9` during a request; the same browser requests again elsewhere, and gets in. */
export async function killedRequests(world: World, rounds: number) {
  const report = new Report('kill -9 during a request, then the same browser elsewhere')
  await eachVictim(rounds, async (victim, round) => {
    const [browser, address] = [new Browser(), freshAddress()]
    const form = await openForm(browser, world.via(round))
    const again = browser.copy()
    await killDuring(world, victim, REQUESTS[round % REQUESTS.length] ?? atRandom, address, () =>
      typeAddress(browser, victim.instance.origin, form, address),
    )
    for (const id of await redis.attemptsOf(address)) await redis.age(id, SEND_DEADLINE)
    const since = new Date()
    await typeAddress(again, world.via(round), form, address)
    const landed = await again.visit(world.via(round), (await newestEmail(address, since)).path)
    if (landed.path !== NEXT || !greets(landed, address)) report.isLost(`${landed.status} ${landed.path}`)
    const emails = await countEmails(address)
    // The first one may have left before the end came.
    await account(world, report, address, { sessions: 1, users: 1, emails: Math.min(2, Math.max(1, emails)) })
    report.rounds++
  })
  return report
}

const SENDS = [
  { moment: heldByEmailService, emails: 1 },
  { moment: heldByRedis(1), emails: 2 },
]

/** `kill -9` after the response and before the email, or before it is noted: the waiting room says so, and its button works. */
export async function killedSends(world: World, rounds: number) {
  const report = new Report('kill -9 between the response and the email')
  await eachVictim(rounds, async (victim, round) => {
    const [browser, address, via] = [new Browser(), freshAddress(), world.via(round)]
    const { moment = atRandom, emails = 1 } = SENDS[round % SENDS.length] ?? {}
    const form = await openForm(browser, via)
    await killDuring(world, victim, moment, address, () =>
      typeAddress(browser, victim.instance.origin, form, address),
    )
    const room = await browser.open(via, '/check-email')
    report.expect(says(room, checkEmail.emailState.queued), 'not shown as on its way')
    await redis.age(attemptOf(browser), SEND_DEADLINE)
    report.expect(await hearsOfFailure(browser, via), 'not told that the email was lost')
    // Sooner than a visitor whose email was sent.
    const sent = await sendsAnother(browser, via, address)
    if (!sent || !(await enters(browser, via, sent.path, address))) report.isLost(address)
    await account(world, report, address, { sessions: 1, users: 1, emails })
    report.rounds++
  })
  return report
}

async function killDuring(
  { database }: World,
  victim: Victim,
  moment: Moment,
  address: string,
  send: () => Promise<Page>,
) {
  let sent: Promise<unknown> | undefined
  const act = () => {
    sent = send().catch(() => undefined)
  }
  const letGo = await moment({ act, victim, address, database })
  await victim.instance.kill()
  await letGo?.()
  await sent
}
