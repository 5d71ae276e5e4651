// biome-ignore-all lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
import { test as base, expect } from '@playwright/test'
import { BrowserPool } from './browser-pool'
import { BrowserProblems } from './browser-problems'
import { Client } from './client'
import { Database } from './database'
import { Mailbox } from './mailbox'
import { Redis } from './redis'
import { type Instance, startSecondInstance } from './second-instance'
import { keepCookies } from './traces'
import { freshClient, Visitor } from './visitor'

export { expect }

type Fixtures = {
  /** Emails that the application sent: `await mailbox.waitForEmail(address)`. */
  mailbox: Mailbox
  /** Redis' clock: `await redis.expire(email.token)`. */
  redis: Redis
  /** Users and sessions, to count them. */
  database: Database
  /** A person with a browser. JavaScript is on, unless `test.use({ javaScriptEnabled: false })` says otherwise. */
  visitor: Visitor
  /** Another browser: cookies, network address and email address of its own. */
  newVisitor: (options?: { javaScriptEnabled?: boolean }) => Promise<Visitor>
  /** A visitor without a browser, for what pages play no part in: ten of its sign-ins take as long as one page. */
  client: Client
  /** Another one. */
  newClient: () => Client
  /** Whether visitors get browsers that no test has used, and none will use again. */
  freshBrowser: boolean
}

type WorkerFixtures = {
  browserPool: BrowserPool
  /** Another process of the application, which shares nothing with the first but Redis and the database. */
  second: Instance
}

/**
 * Playwright's `test` with people in it, who sign in as people do, by reading the email:
 *
 *     test('greets a visitor who has signed in', async ({ visitor }) => {
 *       await visitor.signIn()
 *       await expect(visitor.page.getByRole('heading', { name: `Hello ${visitor.address}` })).toBeVisible()
 *     })
 *
 * A console error, an uncaught exception or a CSP violation in any visitor's browser fails the test, unless it said
 * `visitor.problems.expect(/…/)` before.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  mailbox: ({}, use) => use(new Mailbox()),

  redis: ({}, use) => use(new Redis()),

  database: async ({}, use) => {
    const database = new Database()
    await use(database)
    database.close()
  },

  newClient: ({ mailbox }, use) => use(() => new Client(mailbox)),

  client: ({ newClient }, use) => use(newClient()),

  freshBrowser: [false, { option: true }],

  browserPool: [async ({ browser }, use) => use(new BrowserPool(browser)), { scope: 'worker' }],

  second: [
    async ({}, use) => {
      const instance = await startSecondInstance()
      await use(instance)
      await instance.stop()
    },
    { scope: 'worker', timeout: 30_000 },
  ],

  newVisitor: async ({ browserPool, mailbox, javaScriptEnabled, freshBrowser }, use) => {
    const visitors: Visitor[] = []
    await use(async (options = {}) => {
      const hasJavaScript = options.javaScriptEnabled ?? javaScriptEnabled ?? true
      const page = await browserPool.take({ javaScriptEnabled: hasJavaScript }, freshBrowser, {
        'X-Forwarded-For': freshClient(),
      })
      const problems = new BrowserProblems(page.context())
      const visitor = new Visitor(page, problems, mailbox, hasJavaScript)
      visitors.push(visitor)
      return visitor
    })
    for (const { page, context, problems, hasJavaScript } of visitors) {
      keepCookies((await context.cookies()).map(({ value }) => value))
      problems.stop()
      await browserPool.giveBack(page, { javaScriptEnabled: hasJavaScript }, freshBrowser)
    }
    expect(
      visitors.flatMap((visitor) => visitor.problems.unexpected()),
      'problems in the browser',
    ).toEqual([])
  },

  visitor: async ({ newVisitor }, use) => use(await newVisitor()),
})

/** Runs the same tests with JavaScript and without: every form works both ways. */
export function withAndWithoutJavaScript(tests: () => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled })
      tests()
    })
  }
}
