import { actors } from '../actors/all'
import { countEmails } from '../emails'
import { Report } from '../report'
import type { World } from '../world'

/**
 * One response of a service is lost after the call was carried out: the first of a step, then the second, and so on. The
 * visitor mustn't notice: the call is sent again, and must not count twice.
 */
export async function lostAnswers(world: World, rounds: number, part: 'redis' | 'resend') {
  const report = new Report(
    `one answer of ${part === 'redis' ? 'Redis' : 'the mail service'} is lost, at each step`,
  )
  const via = world.via(0)
  for (let round = 0; round < rounds; round++) {
    for (const lost of part === 'redis' ? [0, 1, 2] : [0]) {
      for (const start of actors) {
        const actor = await start(via)
        if (![...actor.needs, ...(actor.emailNeeds ?? [])].includes(part)) continue
        await countEmails(actor.address)
        // The second try is a request of its own.
        world[part].misbehave((n) => (n === lost ? 'drop' : undefined))
        const page = await actor.act(via)
        const emails = await countEmails(actor.address)
        world[part].behave()
        report.waited(page.ms, actor.name)
        if (!actor.works(page))
          report.isLost(`${actor.name}, answer ${lost + 1} lost: ${page.status} ${page.path}`)
        const should = actor.requests.before + actor.requests.now
        report.count('emails', emails, should, actor.name)
        const sessions = (await world.database.sessionsOf(actor.address)).length
        report.count('sessions', sessions, Math.min(1, sessions), actor.name)
      }
    }
    report.rounds++
  }
  return report
}
