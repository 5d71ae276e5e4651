import { randomBytes } from 'node:crypto'
import { common } from '@/e2e/support/copy'
import { days, hours, minutes } from '@/lib/platform/time'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { cookiesFrom, destination, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { letSessionRest } from '../support/time'

const inDays = (seconds: number) => (seconds - Date.now() / 1000) / (24 * 60 * 60)

withAndWithoutJavaScript(() => {
  test('with the box unticked, the session goes with the browser, by link and by code', async ({
    newVisitor,
  }) => {
    for (const way of ['link', 'code'] as const) {
      const visitor = await newVisitor()
      const { page } = visitor
      await page.goto('/')
      await page.getByRole('checkbox', { name: common.keepSignedIn }).uncheck()
      const email = await visitor.fillIn()
      if (way === 'link') await page.goto(email.link)
      else await visitor.enterCode(email.code)
      await visitor.expectHello()
      expect((await visitor.requireCookie('session')).expires).toBe(-1)
    }
  })

  test('the box stays unticked when the address is corrected', async ({ visitor }) => {
    const { page } = visitor
    const box = page.getByRole('checkbox', { name: common.keepSignedIn })
    await page.goto('/')
    await expect(box).toBeChecked()
    await box.uncheck()
    await page.getByRole('textbox', { name: common.email }).fill('malformed')
    await page.getByRole('button', { name: 'Send sign-in link' }).click()
    await expect(page.getByRole('textbox', { name: common.email })).toHaveAttribute('aria-invalid', 'true')
    await expect(box).not.toBeChecked()
    await visitor.fillIn()
    await page.goto('/')
    await expect(box).not.toBeChecked()
  })
})

// The server sets the cookie, and the pages that emails link to have no scripts.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('stays signed in for 14 days without use, if the box stays ticked', async ({ visitor }) => {
    await visitor.signIn()
    expect(inDays((await visitor.requireCookie('session')).expires)).toBeCloseTo(14, 1)
  })

  test('another browser that opens the link may untick the box, too', async ({ visitor, newVisitor }) => {
    const email = await visitor.requestLink()
    const other = await newVisitor()
    await other.page.goto(email.link)
    await other.page.getByRole('checkbox', { name: common.keepSignedIn }).uncheck()
    await other.page.getByRole('button').first().click()
    await other.expectHello(visitor.address)
    expect((await other.requireCookie('session')).expires).toBe(-1)
  })
})

test('without "Keep me signed in" a session ends after 12 hours, however much it is used', async ({
  visitor,
  database,
}) => {
  const { page } = visitor
  await page.goto('/')
  await page.getByRole('checkbox', { name: common.keepSignedIn }).uncheck()
  await page.goto((await visitor.fillIn()).link)
  await visitor.expectHello()
  const cookies = await visitor.copyCookies()
  await database.ageSessions(visitor.address, { signIn: hours(12) - minutes(1) })
  expect((await send('/dashboard', { cookies })).status).toBe(200)
  await database.ageSessions(visitor.address, { signIn: minutes(1) })
  expect((await send('/dashboard', { cookies })).status).toBe(307)
})

test('a session that is in use is renewed in the cookie, without a query to the database', async ({
  visitor,
  database,
}) => {
  await visitor.signInUnseen()
  const before = await visitor.requireCookie('session')
  const row = await database.lastSeen(visitor.address)
  await visitor.page.goto('/dashboard')
  expect((await visitor.requireCookie('session')).value).toBe(before.value)

  await letSessionRest(visitor, minutes(6))
  const rested = await visitor.requireCookie('session')
  await visitor.page.goto('/dashboard')
  const renewed = await visitor.requireCookie('session')
  expect(renewed.value).not.toBe(rested.value)
  expect(inDays(renewed.expires)).toBeCloseTo(14, 1)
  expect(await database.lastSeen(visitor.address)).toEqual(row)
})

test('being in use is written to the row every five minutes at most', async ({ visitor, database }) => {
  await visitor.signInUnseen()
  await database.ageSessions(visitor.address, { use: minutes(6) })
  const [before] = await database.lastSeen(visitor.address)
  await visitor.page.goto('/dashboard')
  await expect.poll(async () => (await database.lastSeen(visitor.address))[0]).not.toBe(before)
  const after = await database.lastSeen(visitor.address)
  await visitor.page.goto('/dashboard')
  await visitor.expectHello()
  expect(await database.lastSeen(visitor.address)).toEqual(after)
})

test('a cookie that was not used for 14 days is refused and cleared, although its seal is valid', async ({
  visitor,
}) => {
  await visitor.signInUnseen()
  await letSessionRest(visitor, days(14))
  const answer = await send('/dashboard', { cookies: await visitor.copyCookies() })
  expect(answer.status).toBe(307)
  expect(destination(answer)).toBe('/?next=/dashboard')
  expect(cookiesFrom(answer)).toMatch(/session=$/)
})

test('attack: a cookie that is renewed again and again does not outlive the row', async ({
  client,
  database,
}) => {
  await client.signIn()
  const { cookies } = client
  expect((await send('/dashboard', { cookies })).status).toBe(200)
  await database.ageSessions(client.address, { use: days(14) })
  expect((await send('/dashboard', { cookies })).status).toBe(307)
})

test('a session sealed with an older secret goes on under the newest; one with a removed secret ends quietly', async ({
  visitor,
}) => {
  const [older, newer] = [String(process.env.SESSION_SECRET), randomBytes(32).toString('base64url')]
  await visitor.signInUnseen()
  await letSessionRest(visitor, minutes(6))
  const cookies = await visitor.copyCookies()
  const rotated = await startSecondInstance(() => ({ SESSION_SECRET: `${newer},${older}` }))
  const removed = await startSecondInstance(() => ({ SESSION_SECRET: newer }))
  try {
    const refused = await send('/dashboard', { cookies, origin: removed.origin })
    expect(destination(refused)).toBe('/?next=/dashboard')
    // An instance without the newest secret, during a rotation, signs no one out.
    expect(cookiesFrom(refused)).not.toContain('session=')

    const answer = await send('/dashboard', { cookies, origin: rotated.origin })
    expect(answer.status).toBe(200)
    // Being used, it was sealed again, and so outlives the older secret.
    const renewed = await send('/dashboard', { cookies: cookiesFrom(answer), origin: removed.origin })
    expect(renewed.status).toBe(200)
  } finally {
    await Promise.all([rotated.stop(), removed.stop()])
  }
})
