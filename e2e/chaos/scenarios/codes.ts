import { problemOf } from '@/e2e/support/copy'
import { lockDatabase } from '../lock'
import { redis } from '../redis'
import { Report } from '../report'
import { attemptOf, isSignedIn, isUnavailable, requestLink, says, typeCode } from '../steps'
import { account, times, type World } from '../world'

/** Sixty wrong codes at once: five are looked at, and then the attempt is over, and its link too. */
export async function guessedCodes(world: World, rounds: number) {
  const report = new Report('60 wrong codes at once')
  for (let round = 0; round < rounds; round++) {
    const { browser, address, email } = await requestLink(world.via(round))
    const room = await browser.open(world.via(round), '/check-email')
    const answers = await Promise.all(
      wrongCodes(email.code, 60).map((code, i) => typeCode(browser.copy(), world.via(i), room, code)),
    )
    const looks = [1, 2, 3, 4].map(
      (left) =>
        answers.filter((answer) => says(answer, problemOf({ reason: 'wrong-code', triesLeft: left }))).length,
    )
    report.limit(await redis.wrongCodes(attemptOf(browser)), 5, 'codes looked at')
    report.expect(looks.join() === '1,1,1,1', `answers by tries left: ${looks}`)
    const refused = answers.filter((answer) => !says(answer, 'You have'))
    report.expect(
      refused.every((answer) => answer.status === 200),
      'a refusal without a sentence',
    )
    const late = browser.copy()
    await typeCode(late, world.via(round), room, email.code)
    report.limit(Number(late.holds('session')), 0, 'the right code afterwards')
    const link = await browser.open(world.via(round), email.path)
    report.expect(link.status === 400, `the link afterwards: ${link.status}`)
    await account(world, report, address, { sessions: 0, users: 0, emails: 1 })
    report.rounds++
  }
  return report
}

/** The right code among four wrong ones, at once: it signs in, and once. */
export async function oneRightCode(world: World, rounds: number) {
  const report = new Report('the right code among four wrong ones at once')
  for (let round = 0; round < rounds; round++) {
    const { browser, address, email } = await requestLink(world.via(round))
    const room = await browser.open(world.via(round), '/check-email')
    const codes = wrongCodes(email.code, 4)
    codes.splice(round % 5, 0, email.code)
    const tabs = times(5, () => browser.copy())
    await Promise.all(tabs.map((tab, i) => typeCode(tab, world.via(i), room, codes[i] ?? '')))
    const letIn = tabs.filter((tab) => tab.holds('session'))
    report.limit(letIn.length, 1, 'let in')
    if (!letIn[0] || !(await isSignedIn(letIn[0], world.via(round + 1), address))) report.isLost(address)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
    report.rounds++
  }
  return report
}

const wrongCodes = (right: string, n: number) =>
  times(n, (i) => String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0'))

/** The right code, again and again, while no one can be signed in: no press costs a try. */
export async function impatience(world: World, rounds: number) {
  const report = new Report('the right code seven times while the database is locked')
  for (let round = 0; round < rounds; round++) {
    const { browser, address, email } = await requestLink(world.via(round))
    const room = await browser.open(world.via(round), '/check-email')
    const unlock = await lockDatabase()
    for (let press = 0; press < 7; press++) {
      const page = await typeCode(browser, world.via(round), room, email.code)
      report.waited(page.ms, 'a press')
      report.expect(isUnavailable(page), 'a press without its sentence')
    }
    await unlock()
    await typeCode(browser, world.via(round), room, email.code)
    if (!(await isSignedIn(browser, world.via(round), address))) report.isLost(address)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
    report.rounds++
  }
  return report
}
