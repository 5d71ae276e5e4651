import { Browser, freshAddress, type Page } from '../browser'
import { countMails, newestMail } from '../emails'
import { Tally } from '../report'
import { askForLink, greets, NEXT, openForm, pressSignIn, typeAddress, typeCode } from '../steps'
import {
  atRandom,
  type Doomed,
  eachDoomed,
  heldByMail,
  heldByRedis,
  type Moment,
  sessionMade,
  waitingToWrite,
} from '../victim'
import { account, type World } from '../world'

const CLAIMS: { formatDateTime: Moment; by: 'link' | 'button' | 'code' }[] = [
  { by: 'link', formatDateTime: sessionMade },
  { by: 'link', formatDateTime: waitingToWrite },
  { by: 'code', formatDateTime: heldByRedis(1) },
  { by: 'link', formatDateTime: atRandom },
  { by: 'button', formatDateTime: sessionMade },
  { by: 'link', formatDateTime: heldByRedis(0) },
  { by: 'code', formatDateTime: sessionMade },
  { by: 'button', formatDateTime: atRandom },
  { by: 'code', formatDateTime: atRandom },
]

/** `kill -9` in the middle of a claim; the same browser tries again on another instance. */
export async function killedClaims(world: World, rounds: number) {
  const tally = new Tally('kill -9 during a claim, then the same browser elsewhere')
  await eachDoomed(rounds, async (doomed, round) => {
    const { by, formatDateTime } = CLAIMS[round % CLAIMS.length] ?? { by: 'link', formatDateTime: atRandom }
    const { browser: asking, address, mail } = await askForLink(world.via(round))
    const browser = by === 'button' ? new Browser() : asking
    const page =
      by === 'link'
        ? undefined
        : await browser.open(world.via(round), by === 'code' ? '/check-email' : mail.path)
    const claim = (tab: Browser, via: string): Promise<Page> => {
      if (!page) return tab.open(via, mail.path)
      return by === 'code' ? typeCode(tab, via, page, mail.code) : pressSignIn(tab, via, page)
    }
    // As if no answer had come, even where one did.
    const again = browser.copy()
    await killDuring(world, doomed, formatDateTime, address, () => claim(browser, doomed.instance.origin))
    const answer = await claim(again, world.via(round))
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
    const again = browser.copy()
    await killDuring(world, doomed, ASKS[round % ASKS.length] ?? atRandom, address, () =>
      typeAddress(browser, doomed.instance.origin, form, address),
    )
    await typeAddress(again, world.via(round), form, address)
    const landed = await again.visit(world.via(round), (await newestMail(address)).path)
    if (landed.path !== NEXT || !greets(landed, address)) tally.isLost(`${landed.status} ${landed.path}`)
    const mails = await countMails(address)
    // The first one may have left before the end came.
    await account(world, tally, address, { sessions: 1, users: 1, mails: Math.min(2, Math.max(1, mails)) })
    tally.rounds++
  })
  return tally
}

async function killDuring(
  { database }: World,
  doomed: Doomed,
  formatDateTime: Moment,
  address: string,
  send: () => Promise<Page>,
) {
  let sent: Promise<unknown> | undefined
  const act = () => {
    sent = send().catch(() => undefined)
  }
  const letGo = await formatDateTime({ act, doomed, address, database })
  await doomed.instance.kill()
  await letGo?.()
  await sent
}
