import { freshAddress } from '../browser'
import { Report } from '../report'
import { isSignedIn, isUnavailable, requestLink } from '../steps'
import { account, type Servers, times } from '../world'

/** One new address, five emails (its limit for an hour), and twenty redemptions of their links at once. */
export async function firstSignIns(
  world: Servers,
  rounds: number,
  report = new Report('20 first sign-ins of one address at once'),
) {
  for (let round = 0; round < rounds; round++) {
    const address = freshAddress()
    const requests: Awaited<ReturnType<typeof requestLink>>[] = []
    // One after the other, so that each browser finds its own email.
    for (let i = 0; i < 5; i++) requests.push(await requestLink(world.via(i), address))
    const tabs = times(20, (i) => ({
      browser: requests[i % 5]?.browser.copy(),
      path: requests[i % 5]?.email.path ?? '',
    }))
    const answers = await Promise.all(tabs.map(({ browser, path }, i) => browser?.open(world.via(i), path)))
    report.expect(
      answers.every((answer) => answer && (answer.status === 303 || isUnavailable(answer))),
      `statuses ${[...new Set(answers.map((answer) => answer?.status))]}`,
    )
    for (const { browser } of tabs.slice(0, 5)) {
      if (!browser || !(await isSignedIn(browser, world.via(round), address))) report.isLost(address)
    }
    await account(world, report, address, { sessions: 5, users: 1, emails: 5 })
    report.rounds++
  }
  return report
}
