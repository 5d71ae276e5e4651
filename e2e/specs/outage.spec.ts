import { common, linkPage, problemOf } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'

// An instance that can't reach one of its parts, beside a healthy one.

const NOWHERE = 'http://127.0.0.1:9'

test.describe('while Redis is away', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance((origin) => ({ APP_URL: origin, UPSTASH_REDIS_REST_URL: NOWHERE }))
  })
  test.afterAll(() => broken.stop())

  withAndWithoutJavaScript(() => {
    test('the form says so in a sentence, and keeps what was typed', async ({ visitor, mailbox }) => {
      const { page } = visitor
      await page.goto(`${broken.origin}/?next=/dashboard%3Ftab%3D2`)
      await page.getByRole('textbox', { name: common.email }).fill(visitor.address)
      await page.getByRole('button', { name: 'Send sign-in link' }).click()
      await expect(page.getByText(common.unavailable)).toBeVisible()
      await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
      // Where it can't count, it sends nothing.
      expect(await mailbox.count(visitor.address)).toBe(0)
    })

    test('a link is answered 503 with a sentence, and works afterwards', async ({ visitor }) => {
      const mail = await visitor.askForLink()
      visitor.problems.expect(/status of 503/)
      const answer = await visitor.page.goto(mail.link.replace(/^https?:\/\/[^/]+/, broken.origin))
      expect(answer?.status()).toBe(503)
      expect(answer?.headers()['retry-after']).toBeDefined()
      await expect(visitor.page.getByRole('heading', { name: linkPage.unavailable.title })).toBeVisible()
      await visitor.page.goto(mail.link)
      await visitor.expectHello()
    })
  })

  test('health says which part it is', async () => {
    const answer = await send('/api/health', { origin: broken.origin })
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ redis: false, database: true, mail: true })
  })
})

test.describe('while the database is away', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance(() => ({ DATABASE_URL: 'file:/nowhere/at/all.db' }))
  })
  test.afterAll(() => broken.stop())

  test('a link is answered 503, and works afterwards with one click', async ({ visitor, database }) => {
    const mail = await visitor.askForLink()
    const cookies = await visitor.copyCookies()
    const answer = await send(new URL(mail.link).pathname, { cookies, origin: broken.origin })
    expect(answer.status).toBe(503)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await database.sessionsOf(visitor.address)).toEqual([])
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })
})

test.describe('while the mail service refuses every connection', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance((origin) => ({ APP_URL: origin, RESEND_BASE_URL: NOWHERE }))
  })
  test.afterAll(() => broken.stop())

  withAndWithoutJavaScript(() => {
    test('the form says that no mail went out, and keeps what was typed', async ({ visitor }) => {
      const { page } = visitor
      await page.goto(`${broken.origin}/?next=/dashboard%3Ftab%3D2`)
      await page.getByRole('textbox', { name: common.email }).fill(visitor.address)
      await page.getByRole('button', { name: 'Send sign-in link' }).click()
      await expect(page.getByText(problemOf({ reason: 'not-sent' }))).toBeVisible()
      await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
    })
  })
})
