import { common, linkPage, problemOf } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'

// An instance that can't reach one of its parts, beside a healthy one.

// Each is started once.
test.describe.configure({ mode: 'default' })

const NOWHERE = 'http://127.0.0.1:9'

test.describe('while Redis is down', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance((origin) => ({ APP_URL: origin, UPSTASH_REDIS_REST_URL: NOWHERE }))
  })
  test.afterAll(() => broken.stop())

  withAndWithoutJavaScript(() => {
    test('the form says so in a sentence, and keeps what was typed', async ({ visitor, mailbox }) => {
      const { page } = visitor
      await page.goto(`${broken.origin}/?next=/dashboard%3Ftab%3D2`)
      await visitor.typeAddress(visitor.address)
      await expect(page.getByText(problemOf({ reason: 'unavailable' }))).toBeVisible()
      await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
      // What can't be counted isn't sent.
      expect(await mailbox.count(visitor.address)).toBe(0)
    })

    test('a link is answered 503 with a sentence, and works afterwards', async ({ visitor }) => {
      const email = await visitor.requestLinkUnseen()
      visitor.problems.expect(/status of 503/)
      const answer = await visitor.page.goto(email.link.replace(/^https?:\/\/[^/]+/, broken.origin))
      expect(answer?.status()).toBe(503)
      expect(answer?.headers()['retry-after']).toBeDefined()
      await expect(visitor.page.getByRole('heading', { name: linkPage.unavailable.title })).toBeVisible()
      await visitor.page.goto(email.link)
      await visitor.expectHello()
    })
  })

  test('health says which part it is', async () => {
    const answer = await send('/api/health', { origin: broken.origin })
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ redis: false, database: true, email: true })
  })
})

test.describe('while the database is down', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance(() => ({ DATABASE_URL: 'file:/nowhere/at/all.db' }))
  })
  test.afterAll(() => broken.stop())

  test('a link is answered 503, and works afterwards with one click', async ({ client, database }) => {
    const email = await client.requestLink()
    const { cookies } = client
    const answer = await send(new URL(email.link).pathname, { cookies, origin: broken.origin })
    expect(answer.status).toBe(503)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await database.sessionsOf(client.address)).toEqual([])
    await client.openLink(email.link)
    await client.expectHello()
  })
})

test.describe('while the mail service refuses every connection', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance((origin) => ({ APP_URL: origin, RESEND_BASE_URL: NOWHERE }))
  })
  test.afterAll(() => broken.stop())

  withAndWithoutJavaScript(() => {
    test('the form says that no email was sent, and keeps what was typed', async ({ visitor }) => {
      const { page } = visitor
      await page.goto(`${broken.origin}/?next=/dashboard%3Ftab%3D2`)
      await visitor.typeAddress(visitor.address)
      await expect(page.getByText(problemOf({ reason: 'not-sent' }))).toBeVisible()
      await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
    })
  })
})
