import { Browser, freshAddress, type Page } from '../browser'
import { countEmails, newestEmail } from '../emails'
import { Report } from '../report'
import { greets, NEXT, openForm, pressSignIn, requestLink, typeAddress, typeCode } from '../steps'
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
    if (landed.path !== NEXT || !greets(landed, address))
      report.isLost(`${by}: ${answer.status} ${landed.path}`)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
    report.rounds++
  })
  return report
}

const REQUESTS = [heldByEmailService, heldByRedis(1), atRandom, heldByRedis(0)]

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
    await typeAddress(again, world.via(round), form, address)
    const landed = await again.visit(world.via(round), (await newestEmail(address)).path)
    if (landed.path !== NEXT || !greets(landed, address)) report.isLost(`${landed.status} ${landed.path}`)
    const emails = await countEmails(address)
    // The first one may have left before the end came.
    await account(world, report, address, { sessions: 1, users: 1, emails: Math.min(2, Math.max(1, emails)) })
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
