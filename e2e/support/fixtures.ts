// biome-ignore-all lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
import { test as base, expect } from '@playwright/test'
import { BrowserProblems } from './browser-problems'
import { Database } from './database'
import { Mailbox } from './mailbox'
import { Redis } from './redis'
import { keepCookies } from './traces'
import { freshClient, Visitor } from './visitor'

export { expect }

type Fixtures = {
  /** Mails that the application sent: `await mailbox.waitForMail(address)`. */
  mailbox: Mailbox
  /** Redis' clock: `await redis.expire(mail.token)`. */
  redis: Redis
  /** Users and sessions, to count them. */
  database: Database
  /** Another browser: cookies, network address and e-mail address of its own. */
  newVisitor: (options?: { javaScriptEnabled?: boolean }) => Promise<Visitor>
  /** Somebody with a browser. JavaScript is on, unless `test.use({ javaScriptEnabled: false })` says otherwise. */
  visitor: Visitor
}

/**
 * Playwright's `test` with people in it, who sign in as people do, by reading the mail:
 *
 *     test('greets whoever has signed in', async ({ visitor }) => {
 *       await visitor.signIn()
 *       await expect(visitor.page.getByRole('heading', { name: `Hello ${visitor.address}` })).toBeVisible()
 *     })
 *
 * A console error, an uncaught exception or a CSP violation in any visitor's browser fails the test, unless it said
 * `visitor.problems.expect(/…/)` before.
 */
export const test = base.extend<Fixtures>({
  mailbox: ({}, use) => use(new Mailbox()),

  redis: ({}, use) => use(new Redis()),

  database: async ({}, use) => {
    const database = new Database()
    await use(database)
    database.close()
  },

  newVisitor: async ({ browser, mailbox, javaScriptEnabled }, use) => {
    const visitors: Visitor[] = []
    await use(async (options = {}) => {
      const hasJavaScript = options.javaScriptEnabled ?? javaScriptEnabled ?? true
      const context = await browser.newContext({
        javaScriptEnabled: hasJavaScript,
        extraHTTPHeaders: { 'X-Forwarded-For': freshClient() },
      })
      const problems = new BrowserProblems(context)
      const visitor = new Visitor(await context.newPage(), problems, mailbox, hasJavaScript)
      visitors.push(visitor)
      return visitor
    })
    for (const { context } of visitors) keepCookies((await context.cookies()).map(({ value }) => value))
    await Promise.all(visitors.map((visitor) => visitor.context.close()))
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
