import { freshAddress } from '../browser'
import { Tally } from '../report'
import { askForLink, isSignedIn, isUnavailable } from '../steps'
import { account, type Front, times } from '../world'

/** One new address, five mails (what it gets in an hour), and twenty claims of their links at once. */
export async function firstSignIns(
  world: Front,
  rounds: number,
  tally = new Tally('20 first sign-ins of one address at once'),
) {
  for (let round = 0; round < rounds; round++) {
    const address = freshAddress()
    const asked: Awaited<ReturnType<typeof askForLink>>[] = []
    // One after the other, so that each browser finds its own mail.
    for (let i = 0; i < 5; i++) asked.push(await askForLink(world.via(i), address))
    const tabs = times(20, (i) => ({
      browser: asked[i % 5]?.browser.copy(),
      path: asked[i % 5]?.mail.path ?? '',
    }))
    const answers = await Promise.all(tabs.map(({ browser, path }, i) => browser?.open(world.via(i), path)))
    tally.expect(
      answers.every((answer) => answer && (answer.status === 303 || isUnavailable(answer))),
      `statuses ${[...new Set(answers.map((answer) => answer?.status))]}`,
    )
    for (const { browser } of tabs.slice(0, 5)) {
      if (!browser || !(await isSignedIn(browser, world.via(round), address))) tally.isLost(address)
    }
    await account(world, tally, address, { sessions: 5, users: 1, mails: 5 })
    tally.rounds++
  }
  return tally
}
