import { Browser, type Page } from '../browser'
import { Report } from '../report'
import { isSignedIn, isUnavailable, pressUnseen, requestLink } from '../steps'
import { account, type Servers, times } from '../world'

/** Fifty redemptions of one link at once, half by the browser that requested it, half by as many others. */
export async function redemptions(
  world: Servers,
  rounds: number,
  report = new Report('50 redemptions of one link at once'),
) {
  for (let round = 0; round < rounds; round++) {
    const { browser, address, email } = await requestLink(world.via(round))
    const others = times(50, (i) => (i % 4 < 2 ? browser.copy() : new Browser()))
    const answers = await Promise.all(
      others.map((other, i) =>
        i % 4 < 2 ? other.open(world.via(i), email.path) : pressUnseen(other, world.via(i), email.path),
      ),
    )
    // The first one wins: the requesting browser, with all of its requests, or one of the others.
    const letIn = others.filter((_, i) => answers[i]?.status === 303)
    const byRequester = answers.some(({ status }, i) => i % 4 < 2 && status === 303)
    const overloaded = answers.filter(isUnavailable).length
    const should = byRequester ? 26 : 1
    report.expect(
      letIn.length <= should && letIn.length >= should - overloaded,
      `${letIn.length} of 50 were let in`,
    )
    report.expect(
      answers.every((answer) => isUnavailable(answer) || isExpected(answer)),
      `statuses ${[...new Set(answers.map((a) => a.status))]}`,
    )
    const [first] = letIn
    if (!first || !(await isSignedIn(first, world.via(round + 1), address))) report.isLost(address)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
    report.rounds++
  }
  return report
}

/** Signed in, with a cookie; or told that the link was used, without one. */
const isExpected = ({ status, headers }: Page) =>
  [headers['set-cookie'] ?? []].flat().some((cookie) => /^(__Host-)?session=/.test(cookie))
    ? status === 303
    : status === 400
