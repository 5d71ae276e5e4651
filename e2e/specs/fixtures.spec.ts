import { expect, test } from '../support/fixtures'
import type { Visitor } from '../support/visitor'

// A watchdog that never barks proves nothing.

const PROBLEMS: [what: string, provoke: (visitor: Visitor) => Promise<unknown>, problem: RegExp][] = [
  [
    'a console error',
    ({ page }) => page.evaluate(() => console.error('a console error')),
    /^a console error \(/,
  ],
  [
    'an uncaught exception',
    ({ page }) => page.evaluate(() => void setTimeout(() => Promise.reject(new Error('uncaught')))),
    /^Error: uncaught/,
  ],
  [
    'a CSP violation',
    ({ page }) =>
      page.evaluate(() => {
        const base = document.createElement('base')
        base.href = 'https://evil.example/'
        document.head.append(base)
      }),
    /base-uri ('none'|stopped)/,
  ],
  ['a page with an error for a status', ({ page }) => page.goto('/nowhere'), /status of 404/],
]

for (const [what, provoke, problem] of PROBLEMS) {
  test(`${what} is a problem, unless the test expects it`, async ({ visitor }) => {
    await visitor.page.goto('/')
    await provoke(visitor)
    await expect.poll(() => visitor.problems.unexpected()).toContainEqual(expect.stringMatching(problem))
    visitor.problems.expect(problem)
    expect(visitor.problems.unexpected()).toEqual([])
  })
}

test.fail('a problem in the browser fails the test', async ({ visitor }) => {
  await visitor.page.goto('/')
  await visitor.page.evaluate(() => console.error('unexpected'))
})
