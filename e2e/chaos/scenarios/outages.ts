import { linkPage, problemOf } from '@/e2e/support/copy'
import type { Actor, Part } from '../actors/actor'
import { actors } from '../actors/all'
import type { Page } from '../browser'
import { countEmails } from '../emails'
import { Report } from '../report'
import { says } from '../steps'
import type { World } from '../world'

export type Outage = {
  name: string
  part: Part
  /** Begins it. What it returns ends it. */
  begin(world: World): Promise<() => unknown>
  /** It can't happen twice. */
  once?: true
  /** The instance that it hits, if that isn't the first. */
  via?: string
  /** Whether "unknown link" is a right response, too: Redis answered, but not with that record. */
  mayDeny?: true
  /** Otherwise they go on on the instance that was hit: nothing needs to be restarted. */
  goesOnElsewhere?: boolean
}

/**
 * At each step an actor meets the outage, all at once: each gets a sentence within five seconds, and no email is sent that
 * wasn't counted. Afterwards they go on from the page that they have, and nothing is restarted.
 */
export async function meetOutage(world: World, rounds: number, outage: Outage) {
  const { name, part, begin, via = world.via(0), goesOnElsewhere } = outage
  const report = new Report(name)
  for (let round = 0; round < (outage.once ? 1 : rounds); round++) {
    const all = await Promise.all(actors.map((actor) => actor(world.via(1))))
    // What is noted of an email, after it was sent, is no part of the step.
    for (const { address } of all) await countEmails(address)
    const end = await begin(world)
    const met: { actor: Actor; page?: Page }[] = []
    try {
      await Promise.all(
        all.map(async (actor) => met.push({ actor, page: await meet(actor, outage, via, report) })),
      )
      for (const { actor } of met) {
        // Of an email whose response was lost, the mail service may have made one.
        const most = part !== 'resend' && isHit(actor, part) ? 0 : actor.requests.now
        const sent = (await countEmails(actor.address)) - actor.requests.before
        report.limit(sent, most, `${actor.name}: emails that weren’t counted`)
      }
    } finally {
      await end()
    }
    for (const { actor, page } of met)
      await goOn(world, actor, page, part, goesOnElsewhere ? world.via(1) : via, report)
    report.rounds++
  }
  return report
}

async function meet(
  actor: Actor,
  { part, mayDeny }: Outage,
  via: string,
  report: Report,
): Promise<Page | undefined> {
  const { name } = actor
  try {
    const page = await actor.act(via)
    report.waited(page.ms, name)
    if (actor.needs.includes(part)) {
      report.expect(
        actor.isRefused(page, part) || (mayDeny === true && isDenied(page)),
        `${name}: ${page.status} ${page.path}, not the sentence`,
      )
    } else report.expect(actor.works(page), `${name}: ${page.status}, although it doesn’t need the ${part}`)
    if (actor.emailNeeds?.includes(part))
      report.expect((await actor.hearsOfFailure?.(via)) === true, `${name}: not told that the email failed`)
    return page
  } catch (error) {
    report.expect(false, `${name}: ${error}`)
    return undefined
  }
}

async function goOn(
  world: World,
  actor: Actor,
  page: Page | undefined,
  part: Part,
  via: string,
  report: Report,
) {
  const { name, address, requests } = actor
  const tries = page && (isHit(actor, part) || actor.isWaiting)
  try {
    if (tries && !(await actor.again(via, page, part))) report.isLost(`${name}, afterwards`)
  } catch (error) {
    report.isLost(`${name}, afterwards (${error})`)
  }
  const emails = await countEmails(address)
  // An email whose response was lost may have been sent: one for each request, not more.
  const mayBe = part === 'resend' ? requests.now : 0
  const should = requests.before + requests.now
  report.count('emails', emails, Math.min(Math.max(emails, should), should + mayBe), name)
  const sessions = (await world.database.sessionsOf(address)).length
  report.count('sessions', sessions, tries ? 1 : Math.min(1, sessions), name)
  report.count('users', (await world.database.usersOf(address)).length, Math.min(1, sessions), name)
}

/** Whether the actor couldn't take the step, or got no email by it. */
const isHit = ({ needs, emailNeeds }: Actor, part: Part) =>
  needs.includes(part) || emailNeeds?.includes(part) === true

const isDenied = (page: Page) =>
  says(page, linkPage.invalid.title) || says(page, problemOf({ reason: 'expired' })) || isSentToForm(page)

/** As from a waiting room without an attempt: from its page, or from its button by way of the page. */
const isSentToForm = ({ status, headers }: Page) =>
  [303, 307].includes(status) && ['/', '/check-email'].includes(String(headers.location))
