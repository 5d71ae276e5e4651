import { dashboard, deletePage } from '@/e2e/support/copy'
import { minutes } from '@/lib/platform/time'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { cookiesFrom, destination, pressSignIn, send } from '../support/plain-request'
import type { Instance } from '../support/second-instance'
import { letClientRest } from '../support/time'
import { freshAddress } from '../support/visitor'

// Two processes of the application, as on a serverless host, that share nothing but Redis and the database. The other
// races are in e2e/chaos: these need more links than the limits allow, or time that has passed.

const ROUNDS = 5

test.describe.configure({ mode: 'default', timeout: 120_000 })

let second: Instance
test.beforeAll(({ second: instance }) => {
  second = instance
})

/** Every other request goes to the other process. */
const originOf = (i: number) => (i % 2 ? second.origin : environment.appUrl)

const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))

/** How many responses have each status. */
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

test('signing out in one process while the other renews the cookie leaves no cookie that works', async ({
  newClient,
  database,
}) => {
  let renewals = 0
  for (let round = 1; round <= ROUNDS; round++) {
    await test.step(`round ${round}`, async () => {
      const client = newClient()
      await client.signIn()
      const signOut = await client.formOn('/dashboard', dashboard.signOut)
      await letClientRest(client, minutes(6))
      await database.ageSessions(client.address, { use: minutes(6) })
      const { cookies } = client
      const answers = await Promise.all([
        send('/dashboard', { method: 'POST', form: signOut, cookies }),
        ...times(6, (i) => send('/dashboard', { cookies, origin: originOf(i) })),
      ])
      const renewed = answers.map(cookiesFrom).filter((held) => /session=./.test(held))
      renewals += renewed.length
      expect(await database.sessionsOf(client.address)).toMatchObject([{ ended: true }])
      for (const [i, held] of [cookies, ...renewed].entries()) {
        expect(destination(await send('/dashboard', { cookies: held, origin: originOf(i) }))).toBe(
          '/?next=/dashboard',
        )
      }
    })
  }
  expect(renewals).toBeGreaterThan(0)
})

test('a deletion in one process and redemptions in the other leave no account behind', async ({
  newClient,
  database,
}) => {
  for (let round = 1; round <= ROUNDS; round++) {
    await test.step(`round ${round}`, async () => {
      const [client, other] = [newClient(), newClient()]
      await client.signIn()
      const { link } = await other.requestLink(client.address)
      const pending = other.cookies
      const deletion = await client.formOn('/account/delete', deletePage.submit)
      const { cookies } = client
      const [deleted, ...redemptions] = await Promise.all([
        send('/account/delete', { method: 'POST', form: deletion, cookies }),
        ...times(6, (i) => send(new URL(link).pathname, { cookies: pending, origin: originOf(i) })),
      ])
      expect(destination(deleted)).toBe('/goodbye')
      expect(await database.usersOf(client.address)).toEqual([])
      for (const [i, redeem] of redemptions.entries()) {
        // A redemption that came first signed in to an account that is gone by now.
        expect([303, 400]).toContain(redeem.status)
        const answer = await send('/dashboard', { cookies: cookiesFrom(redeem), origin: originOf(i) })
        expect(destination(answer)).toBe('/?next=/dashboard')
      }
    })
  }
})

/** Every response that redirects carries one cookie that opens the dashboard, in both processes; no other carries any. */
async function expectSignedIn(answers: Response[], address: string) {
  for (const [i, answer] of answers.entries()) {
    const sessions = answer.headers.getSetCookie().filter((cookie) => /^(__Host-)?session=/.test(cookie))
    expect(sessions).toHaveLength(answer.status === 303 ? 1 : 0)
    if (answer.status !== 303) continue
    const dashboard = await send('/dashboard', { cookies: cookiesFrom(answer), origin: originOf(i + 1) })
    expect(await dashboard.text()).toContain(`Hello ${address}`)
  }
}
