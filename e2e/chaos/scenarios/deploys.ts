import { randomBytes } from 'node:crypto'
import { Database } from '../../support/database'
import { Browser } from '../browser'
import { type Fleet, startFleet } from '../fleet'
import { startFunctions } from '../functions'
import { Report } from '../report'
import { ELSEWHERE, enters, isSignedIn, leadsIn, pressSignIn, requestLink, typeCode } from '../steps'
import { account, type Servers, times } from '../world'

type Visit = (servers: Servers, round: number) => Promise<{ address: string; browser: Browser; ok: boolean }>

const byLink: Visit = async ({ via }, round) => {
  const { browser, address, email } = await requestLink(via(round))
  return { address, browser, ok: await enters(browser, via(round), email.path, address) }
}

const byCode: Visit = async ({ via }, round) => {
  const { browser, address, email } = await requestLink(via(round))
  const answer = await typeCode(
    browser,
    via(round),
    await browser.open(via(round), '/check-email'),
    email.code,
  )
  return { address, browser, ok: await leadsIn(browser, via(round), answer, address) }
}

const elsewhere: Visit = async ({ via }, round) => {
  const { address, email } = await requestLink(via(round))
  const browser = new Browser()
  const answer = await pressSignIn(browser, via(round), await browser.open(via(round), email.path))
  return { address, browser, ok: await leadsIn(browser, via(round), answer, address, ELSEWHERE) }
}

const VISITS = [byLink, byCode, elsewhere]

/** One sign-in; undefined if it was lost. */
async function visit(servers: Servers, report: Report, round: number) {
  report.rounds++
  const visited = await (VISITS[round % VISITS.length] ?? byLink)(servers, round).catch((error) => ({
    ok: false,
    address: String(error),
    browser: new Browser(),
  }))
  if (visited.ok) return visited
  report.isLost(visited.address)
  return undefined
}

/** Nothing is shared but Redis and the database, and a process ends when its email has left. */
export async function freshProcesses(visitors: number): Promise<Report> {
  const report = new Report('a fresh process for each request, several at once')
  const host = await startFunctions()
  const database = new Database()
  const servers: Servers = { via: () => host.url, database }
  try {
    await Promise.all(
      times(visitors, async (i) => {
        const visited = await visit(servers, report, i)
        if (visited) await account(servers, report, visited.address, { sessions: 1, users: 1, emails: 1 })
      }),
    )
    report.expect(host.started() >= 4 * visitors, `only ${host.started()} processes`)
  } finally {
    database.close()
    await host.close()
  }
  return report
}

/** A deploy, twice: once to add a secret behind, once to move it to the front. Visitors notice nothing. */
export async function rollingRestarts(size: number, visitors: number): Promise<Report> {
  const report = new Report('a rolling restart, and a rotation of secrets, under load')
  const [now, next] = [process.env.SESSION_SECRET ?? '', randomBytes(32).toString('base64url')]
  const fleet = await startFleet(size, { SESSION_SECRET: now })
  const database = new Database()
  const servers: Servers = { via: () => fleet.url, database }
  const signedIn: { address: string; browser: Browser }[] = []
  const signIn = async (round: number) => {
    const visited = await visit(servers, report, round)
    if (visited) signedIn.push(visited)
  }
  try {
    await signIn(0)
    await meanwhile(visitors, signIn, () => rotate(fleet, now, next))
    // With a session of each step.
    for (const { address, browser } of signedIn) {
      if (!(await isSignedIn(browser, fleet.url, address))) report.isLost(`the session of ${address}`)
      await account(servers, report, address, { sessions: 1, users: 1, emails: 1 })
    }
    report.expect(fleet.failures() === 0, `${fleet.failures()} responses of 500 or more`)
  } finally {
    database.close()
    await fleet.close()
  }
  return report
}

async function rotate(fleet: Fleet, now: string, next: string) {
  await fleet.restart({ SESSION_SECRET: `${now},${next}` })
  await fleet.restart({ SESSION_SECRET: `${next},${now}` })
}

/** Visitors come one after the other, several at once, until that has been done. */
async function meanwhile(
  visitors: number,
  visit: (round: number) => Promise<void>,
  act: () => Promise<void>,
) {
  let round = 0
  let over = false
  const load = times(visitors, async () => {
    while (!over) await visit(++round)
  })
  const acted = act().finally(() => {
    over = true
  })
  await Promise.all([acted, ...load])
}
