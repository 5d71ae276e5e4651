import { randomBytes } from 'node:crypto'
import { problemOf } from '@/e2e/support/copy'
import { LIMITS } from '@/lib/auth/limits'
import { SURGE_KEY } from '@/lib/auth/surge'
import { hours, minutes } from '@/lib/platform/time'
import { startSecondInstance } from '../../support/second-instance'
import { Browser, freshAddress, freshClient, type Page } from '../browser'
import { countEmails } from '../emails'
import { countOf, redis } from '../redis'
import { Report } from '../report'
import { isUnavailable, openForm, says, typeAddress } from '../steps'
import { type Servers, startAll, times, viaEach, type World } from '../world'

const TO_ADDRESS = LIMITS.emailsPerAddress.max()
const SUPPRESSED = LIMITS.suppressedPerAddress.max()
const FROM_CLIENT = LIMITS.emailsPerClient.max()
const LAST_OF_THE_DAY = 20

/** Links to one address, requested by 200 browsers at once, each from another network. */
export async function limitOfAddress(
  world: Servers,
  rounds: number,
  report = new Report('200 requests at once for one address'),
) {
  for (let round = 0; round < rounds; round++) {
    const address = freshAddress()
    const form = await openForm(new Browser(), world.via(round))
    const answers = await Promise.all(
      times(200, (i) => requestUntilServed(new Browser(), world.via(i), form, address)),
    )
    // The suppressed get the same response: strangers mustn't learn who has had five emails.
    const stored = answers.filter(
      ({ status, headers }) => status === 303 && headers.location === '/check-email',
    )
    report.limit(stored.length, TO_ADDRESS + SUPPRESSED, 'attempts')
    report.expect(
      answers.every((answer) => stored.includes(answer) || says(answer, TOLD)),
      'a refusal without a sentence',
    )
    countSentEmails(report, await countEmails(address), TO_ADDRESS)
    report.rounds++
  }
  return report
}

/** What visitors are told, without the minutes. */
const [TOLD = ''] = problemOf({ reason: 'too-many', retryAfter: minutes(60) }).split('60')

/** Links to 200 addresses, requested by one client at once. */
export async function limitOfClient(world: World, rounds: number) {
  const report = new Report('200 requests at once from one network')
  for (let round = 0; round < rounds; round++) {
    const word = `crowd-${randomBytes(6).toString('hex')}`
    const client = freshClient()
    const form = await openForm(new Browser(), world.via(round))
    const answers = await Promise.all(
      times(200, (i) =>
        requestUntilServed(new Browser(client), world.via(i), form, `${word}-${i}@example.com`),
      ),
    )
    countSentEmails(report, await countEmails(word), FROM_CLIENT)
    const refused = answers.filter(({ status }) => status !== 303)
    report.expect(answers.length - refused.length <= FROM_CLIENT, `${refused.length} were refused`)
    report.expect(
      refused.every((answer) => says(answer, TOLD)),
      'a refusal without a sentence',
    )
    report.rounds++
  }
  return report
}

/** The last twenty emails of the day, requested by sixty visitors at once, on instances of their own. */
export async function limitOfAll(rounds: number) {
  const report = new Report('60 requests at once for the last 20 emails of the day')
  for (let round = 0; round < rounds; round++) {
    await makeRushUsual()
    const budget = String((await countOf('emailsInTotal', 'all')) + LAST_OF_THE_DAY)
    const instances = await startAll(2, () => startSecondInstance(() => ({ MAIL_BUDGET_PER_DAY: budget })))
    const via = viaEach(instances)
    const word = `last-${randomBytes(6).toString('hex')}`
    const form = await openForm(new Browser(), via(0))
    await Promise.all(
      times(60, (i) => requestUntilServed(new Browser(), via(i), form, `${word}-${i}@example.com`)),
    )
    countSentEmails(report, await countEmails(word), LAST_OF_THE_DAY)
    await Promise.all(instances.map((instance) => instance.stop()))
    report.rounds++
  }
  return report
}

/** Or with so small a budget, this is a surge, which requires a proof. */
async function makeRushUsual(): Promise<void> {
  const lastHour = Math.floor(Date.now() / hours(1)) - 1
  await redis.run('HSET', SURGE_KEY, lastHour, 1_000_000_000)
}

/** So many at once are more than a small machine can take: those that are told so try again, as they should. */
async function requestUntilServed(browser: Browser, via: string, form: Page, address: string): Promise<Page> {
  for (let tries = 1; ; tries++) {
    const page = await typeAddress(browser, via, form, address)
    if (!isUnavailable(page) || tries === 8) return page
  }
}

/** Not one more than the limit allows; but some, or nothing was proven. */
function countSentEmails(report: Report, sent: number, max: number) {
  report.limit(sent, max, 'emails')
  report.emails += sent
  if (sent === 0) report.isLost('all emails')
}
