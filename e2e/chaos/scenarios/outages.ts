import { linkPage, problemOf } from '@/lib/copy'
import { people } from '../actors/all'
import type { Part, Person } from '../actors/person'
import type { Page } from '../browser'
import { countMails } from '../emails'
import { Tally } from '../report'
import { says } from '../steps'
import type { World } from '../world'

export type Outage = {
  name: string
  part: Part
  /** Begins it; what it answers ends it. */
  begin(world: World): Promise<() => unknown>
  /** Where it can't be had twice. */
  once?: true
  /** The instance that it hits, where that isn't the first. */
  via?: string
  /** Whether being told that a link or code is none is an answer, too: Redis said something, and not that. */
  mayDeny?: true
  /** On the instance that was hit, otherwise: nothing is to be restarted. */
  goesOnElsewhere?: boolean
}

/**
 * At each step of the way somebody meets the outage, all at once: a sentence within five seconds, and no mail that wasn't
 * counted. Afterwards they go on from the page that they have, without anything being restarted.
 */
export async function meetOutage(world: World, rounds: number, outage: Outage) {
  const { name, part, begin, via = world.via(0), goesOnElsewhere } = outage
  const tally = new Tally(name)
  for (let round = 0; round < (outage.once ? 1 : rounds); round++) {
    const all = await Promise.all(people.map((person) => person(world.via(1))))
    const end = await begin(world)
    const met: { person: Person; page?: Page }[] = []
    try {
      await Promise.all(
        all.map(async (person) => met.push({ person, page: await meet(person, outage, via, tally) })),
      )
      for (const { person } of met) {
        const most = person.needs.includes(part) && part !== 'mail' ? 0 : person.asks.now
        const sent = (await countMails(person.address)) - person.asks.before
        tally.limit(sent, most, `${person.name}: mails that nobody counted`)
      }
    } finally {
      await end()
    }
    for (const { person, page } of met)
      await goOn(world, person, page, part, goesOnElsewhere ? world.via(1) : via, tally)
    tally.rounds++
  }
  return tally
}

async function meet(
  person: Person,
  { part, mayDeny }: Outage,
  via: string,
  tally: Tally,
): Promise<Page | undefined> {
  const { name } = person
  try {
    const page = await person.act(via)
    tally.waited(page.ms, name)
    if (person.needs.includes(part)) {
      tally.expect(
        person.isRefused(page, part) || (mayDeny === true && isDenied(page)),
        `${name}: ${page.status} ${page.path}, not the sentence`,
      )
    } else tally.expect(person.works(page), `${name}: ${page.status}, although it doesn’t need the ${part}`)
    return page
  } catch (error) {
    tally.expect(false, `${name}: ${error}`)
    return undefined
  }
}

async function goOn(
  world: World,
  person: Person,
  page: Page | undefined,
  part: Part,
  via: string,
  tally: Tally,
) {
  const { name, address, asks, needs } = person
  const tries = page && (needs.includes(part) || needs.length === 0)
  try {
    if (tries && !(await person.again(via, page, part))) tally.isLost(`${name}, afterwards`)
  } catch (error) {
    tally.isLost(`${name}, afterwards (${error})`)
  }
  const mails = await countMails(address)
  // A mail whose answer was lost may have been sent: one for each time that they asked, not more.
  const mayBe = part === 'mail' ? asks.now : 0
  const should = asks.before + asks.now
  tally.count('mails', mails, Math.min(Math.max(mails, should), should + mayBe), name)
  const sessions = (await world.database.sessionsOf(address)).length
  tally.count('sessions', sessions, tries ? 1 : Math.min(1, sessions), name)
  tally.count('users', (await world.database.usersOf(address)).length, Math.min(1, sessions), name)
}

const isDenied = (page: Page) =>
  says(page, linkPage.invalid.title) || says(page, problemOf({ reason: 'expired' }))
