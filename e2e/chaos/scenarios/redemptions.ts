import { Browser, type Page } from '../browser'
import { Tally } from '../report'
import { askForLink, isSignedIn, isUnavailable, pressUnseen } from '../steps'
import { account, type Front, times } from '../world'

/** Fifty claims of one link at once, half from the browser that asked, half from as many others. */
export async function claims(
  world: Front,
  rounds: number,
  tally = new Tally('50 claims of one link at once'),
) {
  for (let round = 0; round < rounds; round++) {
    const { browser, address, mail } = await askForLink(world.via(round))
    const others = times(50, (i) => (i % 4 < 2 ? browser.copy() : new Browser()))
    const answers = await Promise.all(
      others.map((other, i) =>
        i % 4 < 2 ? other.open(world.via(i), mail.path) : pressUnseen(other, world.via(i), mail.path),
      ),
    )
    // Whoever came first: the browser that asked, to all of whose requests it is the answer, or one of the others.
    const letIn = others.filter((_, i) => answers[i]?.status === 303)
    const byAsking = answers.some(({ status }, i) => i % 4 < 2 && status === 303)
    const overloaded = answers.filter(isUnavailable).length
    const should = byAsking ? 26 : 1
    tally.expect(
      letIn.length <= should && letIn.length >= should - overloaded,
      `${letIn.length} of 50 were let in`,
    )
    tally.expect(
      answers.every((answer) => isUnavailable(answer) || isExpected(answer)),
      `statuses ${[...new Set(answers.map((a) => a.status))]}`,
    )
    const [first] = letIn
    if (!first || !(await isSignedIn(first, world.via(round + 1), address))) tally.isLost(address)
    await account(world, tally, address, { sessions: 1, users: 1, mails: 1 })
    tally.rounds++
  }
  return tally
}

/** In, with a cookie; or told that it was used, without one. */
const isExpected = ({ status, headers }: Page) =>
  [headers['set-cookie'] ?? []].flat().some((cookie) => /^(__Host-)?session=/.test(cookie))
    ? status === 303
    : status === 400
