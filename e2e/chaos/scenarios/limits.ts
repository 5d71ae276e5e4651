import { randomBytes } from 'node:crypto'
import { problemOf } from '@/lib/copy'
import { minutes } from '@/lib/platform/time'
import { startSecondInstance } from '../../support/second-instance'
import { Browser, freshAddress, freshClient, type Page } from '../browser'
import { countMails } from '../emails'
import { countOf } from '../redis'
import { Tally } from '../report'
import { isUnavailable, openForm, says, typeAddress } from '../steps'
import { type Front, startAll, times, viaEach, type World } from '../world'

// As in lib/auth/limits.ts, which only the server may import: a promise, so written down twice.
const TO_ADDRESS = 5
const FROM_CLIENT = 30
const LAST_OF_THE_DAY = 20

/** One address asked for by 200 browsers at once, each from somewhere else. */
export async function limitOfAddress(
  world: Front,
  rounds: number,
  tally = new Tally('200 ask at once for one address'),
) {
  for (let round = 0; round < rounds; round++) {
    const address = freshAddress()
    const form = await openForm(new Browser(), world.via(round))
    const answers = await Promise.all(
      times(200, (i) => askUntilServed(new Browser(), world.via(i), form, address)),
    )
    // All are told the same: who has had five mails is nobody else's business.
    tally.expect(
      answers.every(({ status, headers }) => status === 303 && headers.location === '/check-email'),
      `statuses ${[...new Set(answers.map((answer) => answer.status))]}`,
    )
    tallyMails(tally, await countMails(address), TO_ADDRESS)
    tally.rounds++
  }
  return tally
}

/** What people are told, less the minutes. */
const [TOLD = ''] = problemOf({ reason: 'too-many', retryAfter: minutes(60) }).split('60')

/** 200 addresses asked for by one client at once. */
export async function limitOfClient(world: World, rounds: number) {
  const tally = new Tally('200 ask at once from one network')
  for (let round = 0; round < rounds; round++) {
    const word = `crowd-${randomBytes(6).toString('hex')}`
    const client = freshClient()
    const form = await openForm(new Browser(), world.via(round))
    const answers = await Promise.all(
      times(200, (i) => askUntilServed(new Browser(client), world.via(i), form, `${word}-${i}@example.com`)),
    )
    tallyMails(tally, await countMails(word), FROM_CLIENT)
    const refused = answers.filter(({ status }) => status !== 303)
    tally.expect(answers.length - refused.length <= FROM_CLIENT, `${refused.length} were refused`)
    tally.expect(
      refused.every((answer) => says(answer, TOLD)),
      'a refusal without a sentence',
    )
    tally.rounds++
  }
  return tally
}

/** The last twenty mails of the day, asked for by sixty people at once, on instances of their own. */
export async function limitOfAll(rounds: number) {
  const tally = new Tally('60 ask at once for the last 20 mails of the day')
  for (let round = 0; round < rounds; round++) {
    const most = String((await countOf('emailsInTotal', 'all')) + LAST_OF_THE_DAY)
    const instances = await startAll(2, () => startSecondInstance(() => ({ MAIL_BUDGET_PER_DAY: most })))
    const via = viaEach(instances)
    const word = `last-${randomBytes(6).toString('hex')}`
    const form = await openForm(new Browser(), via(0))
    await Promise.all(
      times(60, (i) => askUntilServed(new Browser(), via(i), form, `${word}-${i}@example.com`)),
    )
    tallyMails(tally, await countMails(word), LAST_OF_THE_DAY)
    await Promise.all(instances.map((instance) => instance.stop()))
    tally.rounds++
  }
  return tally
}

/** So many at once are more than a small machine bears: whoever is told so comes back, as they are asked to. */
async function askUntilServed(browser: Browser, via: string, form: Page, address: string): Promise<Page> {
  for (let tries = 1; ; tries++) {
    const page = await typeAddress(browser, via, form, address)
    if (!isUnavailable(page) || tries === 8) return page
  }
}

/** Not one more than the limit; and some, or nothing was shown. */
function tallyMails(tally: Tally, sent: number, most: number) {
  tally.limit(sent, most, 'mails')
  tally.mails += sent
  if (sent === 0) tally.isLost('all mails')
}
