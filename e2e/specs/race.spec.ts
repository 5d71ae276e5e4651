import { dashboard, deletePage } from '@/lib/copy'
import { minutes } from '@/lib/platform/time'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { cookiesFrom, destination, formOn, pressSignIn, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { letSessionRest } from '../support/time'
import { freshAddress } from '../support/visitor'

// Two processes of the application, as on a serverless host, that share nothing but Redis and the database. The other races
// are in faults/: this one needs more links than the limits let anybody have.

const ROUNDS = 5

test.describe.configure({ mode: 'default', timeout: 120_000 })
// What races is requests, not pages: the fewer of those, the better.
test.use({ javaScriptEnabled: false })

let second: Awaited<ReturnType<typeof startSecondInstance>>
test.beforeAll(async () => {
  second = await startSecondInstance()
})
test.afterAll(() => second.stop())

/** Every other request goes to the other process. */
const originOf = (i: number) => (i % 2 ? second.origin : environment.appUrl)

const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))

/** How many answers there are of each status. */
function statuses(answers: Response[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

test('twenty first sign-ins of one address at once, each with a link of its own, make one user', async ({
  redis,
  database,
}) => {
  for (let round = 1; round <= ROUNDS; round++) {
    await test.step(`round ${round}`, async () => {
      const address = freshAddress()
      const links = await Promise.all(times(20, () => redis.storeMagicLink(address)))
      const answers = await Promise.all(links.map((link, i) => pressSignIn(link, { origin: originOf(i) })))
      expect(statuses(answers)).toEqual({ 303: 20 })
      expect(await database.usersOf(address)).toHaveLength(1)
      const sessions = await database.sessionsOf(address)
      expect(new Set(sessions.map((session) => session.attemptId)).size).toBe(20)
      expect(sessions).toHaveLength(20)
      await expectSignedIn(answers, address)
    })
  }
})

test('signing out in one process while the other renews the cookie leaves nothing that is good for anything', async ({
  newVisitor,
  database,
}) => {
  let renewals = 0
  for (let round = 1; round <= ROUNDS; round++) {
    await test.step(`round ${round}`, async () => {
      const visitor = await newVisitor()
      await visitor.signIn()
      const signOut = await formOn(visitor, visitor.page.getByRole('button', { name: dashboard.signOut }))
      await letSessionRest(visitor, minutes(6))
      await database.ageSessions(visitor.address, { use: minutes(6) })
      const cookies = await visitor.copyCookies()
      const answers = await Promise.all([
        send('/dashboard', { method: 'POST', form: signOut, cookies }),
        ...times(6, (i) => send('/dashboard', { cookies, origin: originOf(i) })),
      ])
      const renewed = answers.map(cookiesFrom).filter((held) => /session=./.test(held))
      renewals += renewed.length
      expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
      for (const [i, held] of [cookies, ...renewed].entries()) {
        expect(destination(await send('/dashboard', { cookies: held, origin: originOf(i) }))).toBe(
          '/?next=/dashboard',
        )
      }
    })
  }
  expect(renewals).toBeGreaterThan(0)
})

test('a deletion in one process and claims in the other leave no account behind', async ({
  newVisitor,
  database,
}) => {
  for (let round = 1; round <= ROUNDS; round++) {
    await test.step(`round ${round}`, async () => {
      const [visitor, other] = [await newVisitor(), await newVisitor()]
      await visitor.signIn()
      const { link } = await other.askForLink(visitor.address)
      const pending = await other.copyCookies()
      await visitor.page.goto('/account/delete')
      const deletion = await formOn(visitor, visitor.page.getByRole('button', { name: deletePage.submit }))
      const cookies = await visitor.copyCookies()
      const [deleted, ...claims] = await Promise.all([
        send('/account/delete', { method: 'POST', form: deletion, cookies }),
        ...times(6, (i) => send(new URL(link).pathname, { cookies: pending, origin: originOf(i) })),
      ])
      expect(destination(deleted)).toBe('/goodbye')
      expect(await database.usersOf(visitor.address)).toEqual([])
      for (const [i, claim] of claims.entries()) {
        // A claim that came first signed in to an account that is gone by now.
        expect([303, 400]).toContain(claim.status)
        const answer = await send('/dashboard', { cookies: cookiesFrom(claim), origin: originOf(i) })
        expect(destination(answer)).toBe('/?next=/dashboard')
      }
    })
  }
})

/** Whoever was let in holds the one cookie that opens the dashboard, in both processes; nobody else got any. */
async function expectSignedIn(answers: Response[], address: string) {
  for (const [i, answer] of answers.entries()) {
    const sessions = answer.headers.getSetCookie().filter((cookie) => /^(__Host-)?session=/.test(cookie))
    expect(sessions).toHaveLength(answer.status === 303 ? 1 : 0)
    if (answer.status !== 303) continue
    const dashboard = await send('/dashboard', { cookies: cookiesFrom(answer), origin: originOf(i + 1) })
    expect(await dashboard.text()).toContain(`Hello ${address}`)
  }
}
