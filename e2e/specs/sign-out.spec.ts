import { dashboard, signInForm } from '@/e2e/support/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { destination, send } from '../support/plain-request'

const SIGN_IN = '/?next=/dashboard'

withAndWithoutJavaScript(() => {
  test('signs out, back to the form, and a cookie copied before is refused', async ({
    visitor,
    database,
  }) => {
    const { page } = visitor
    await visitor.signInUnseen()
    await page.goto('/dashboard')
    const copied = await visitor.copyCookies()
    expect((await send('/dashboard', { cookies: copied })).status).toBe(200)

    await page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(page.getByRole('heading', { name: signInForm.title })).toBeVisible()
    await expect(page).toHaveURL('/')
    expect(await visitor.cookie('session')).toBeUndefined()
    expect(await visitor.cookie('pending')).toBeUndefined()

    const replayed = await send('/dashboard', { cookies: copied })
    expect(replayed.status).toBe(307)
    expect(destination(replayed)).toBe(SIGN_IN)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('signing out again on a page that was left open does no more than once', async ({ visitor }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/dashboard')
    const second = await visitor.context.newPage()
    await second.goto('/dashboard')
    await visitor.signOut()
    await second.getByRole('button', { name: dashboard.signOut }).click()
    await expect(second).toHaveURL('/')
  })
})

// What a script changes about these forms, the tests above show.
test.describe('with JavaScript', () => {
  test('signs in again after signing out', async ({ visitor, database }) => {
    await visitor.signIn()
    await visitor.signOut()
    await visitor.signIn()
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: false }])
  })
})

test('a link cannot bring back the session that it made', async ({ visitor, database }) => {
  const email = await visitor.signInUnseen()
  const copied = await visitor.copyCookies()
  await visitor.page.goto('/dashboard')
  await visitor.signOut()

  await visitor.openDeadLink(email.link)
  const asBefore = await send(new URL(email.link).pathname, { cookies: copied })
  expect(asBefore.status).toBe(400)
  expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
})

test('signing out here leaves the session elsewhere alone', async ({ client, newClient }) => {
  const elsewhere = newClient()
  await elsewhere.signIn(client.address)
  await client.signIn()
  expect(destination(await client.press('/dashboard', dashboard.signOut))).toBe('/')
  await elsewhere.expectHello(client.address)
})
