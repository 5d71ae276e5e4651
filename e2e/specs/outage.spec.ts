import { checkEmail, common, linkPage, problemOf } from '@/e2e/support/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import type { Visitor } from '../support/visitor'

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

    test('the waiting room shows a small page, and nothing is lost', async ({ visitor }) => {
      const { page } = visitor
      const email = await visitor.requestLink(visitor.address, { from: '/dashboard?tab=2' })
      await page.goto(`${broken.origin}/check-email`)
      await expect(page.getByText(checkEmail.unknown.explain)).toBeVisible()
      await expect(page.getByRole('textbox')).toHaveCount(0)
      // It offers to ask again. Meanwhile Redis has come back.
      const again = page.getByRole('link', { name: checkEmail.unknown.again })
      await expect(again).toHaveAttribute('href', '/check-email')
      await page.goto('/check-email')
      await visitor.enterCode(email.code)
      await expect(page).toHaveURL('/dashboard?tab=2')
      await visitor.expectHello()
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

  test('the waiting room asks again by itself', async ({ visitor }) => {
    await visitor.requestLink()
    await visitor.page.goto(`${broken.origin}/check-email`)
    await expect(visitor.page.getByText(checkEmail.unknown.explain)).toBeVisible()
    await visitor.page.waitForResponse(
      (answer) => answer.request().headers().rsc === '1' && new URL(answer.url()).pathname === '/check-email',
    )
    await expect(visitor.page.getByText(checkEmail.unknown.explain)).toBeVisible()
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
    broken = await startSecondInstance((origin) => ({
      APP_URL: origin,
      DATABASE_URL: 'file:/nowhere/at/all.db',
    }))
  })
  test.afterAll(() => broken.stop())

  withAndWithoutJavaScript(() => {
    test('requesting a link is not refused: the waiting room says that no email was sent, and its button sends another', async ({
      visitor,
    }) => {
      await expectNoDeadEnd(visitor, broken.origin)
    })
  })

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

/** Requests a link while no email can be sent, and another one, in the waiting room, once it can. */
async function expectNoDeadEnd(visitor: Visitor, origin: string) {
  const { page, address, mailbox } = visitor
  await visitor.submitForm(address, { origin, from: '/?next=/dashboard%3Ftab%3D2' })
  await expect(page).toHaveURL(`${origin}/check-email`)
  const failed = page.getByRole('status').filter({ hasText: checkEmail.emailState.failed })
  await expect(failed).toBeVisible()
  await expect(page.getByText(address)).toBeVisible()
  expect(await mailbox.count(address)).toBe(0)

  const sendAgain = page.getByRole('button', { name: checkEmail.sendAgain })
  await sendAgain.click()
  await expect(page.getByRole('status').filter({ hasText: checkEmail.emailState.queued })).toBeVisible()
  await expect(failed).toBeVisible()
  expect(await mailbox.count(address)).toBe(0)

  await page.goto('/check-email')
  await sendAgain.click()
  await page.goto((await mailbox.waitForEmail(address)).link)
  await expect(page).toHaveURL('/dashboard?tab=2')
  await visitor.expectHello()
  expect(await mailbox.count(address)).toBe(1)
}

test.describe('while the mail service refuses every connection', () => {
  let broken: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    broken = await startSecondInstance((origin) => ({ APP_URL: origin, RESEND_BASE_URL: NOWHERE }))
  })
  test.afterAll(() => broken.stop())

  withAndWithoutJavaScript(() => {
    test('the waiting room says that no email was sent, and its button sends another afterwards', async ({
      visitor,
    }) => {
      await expectNoDeadEnd(visitor, broken.origin)
    })
  })
})
