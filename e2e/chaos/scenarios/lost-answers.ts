import { people } from '../actors/all'
import { countMails } from '../emails'
import { Tally } from '../report'
import type { World } from '../world'

/**
 * One answer of a service is lost on its way, after it did what it was told: the first one of a step, then the second, and
 * so on. Nobody may notice: the call is sent again, and must not count twice.
 */
export async function lostAnswers(world: World, rounds: number, part: 'redis' | 'mail') {
  const tally = new Tally(
    `one answer of ${part === 'redis' ? 'Redis' : 'the mail service'} is lost, at each step`,
  )
  const via = world.via(0)
  for (let round = 0; round < rounds; round++) {
    for (const lost of part === 'redis' ? [0, 1, 2] : [0]) {
      for (const start of people) {
        const person = await start(via)
        if (!person.needs.includes(part)) continue
        // The repetition is a request of its own.
        world[part].misbehave((n) => (n === lost ? 'drop' : undefined))
        const page = await person.act(via)
        world[part].behave()
        tally.waited(page.ms, person.name)
        if (!person.works(page))
          tally.isLost(`${person.name}, answer ${lost + 1} lost: ${page.status} ${page.path}`)
        const should = person.asks.before + person.asks.now
        tally.count('mails', await countMails(person.address), should, person.name)
        const sessions = (await world.database.sessionsOf(person.address)).length
        tally.count('sessions', sessions, Math.min(1, sessions), person.name)
      }
    }
    tally.rounds++
  }
  return tally
}
