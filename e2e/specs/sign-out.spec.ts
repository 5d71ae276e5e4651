import { dashboard, signInForm } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { destination, send } from '../support/plain-request'

const TO_THE_FORM = '/?next=/dashboard'

withAndWithoutJavaScript(() => {
  test('signs out, back to the form, and the cookie that somebody copied before is refused', async ({
    visitor,
    database,
  }) => {
    const { page } = visitor
    await visitor.signIn()
    const copied = await visitor.copyCookies()
    expect((await send('/dashboard', { cookies: copied })).status).toBe(200)

    await page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(page.getByRole('heading', { name: signInForm.title })).toBeVisible()
    await expect(page).toHaveURL('/')
    expect(await visitor.cookie('session')).toBeUndefined()
    expect(await visitor.cookie('pending')).toBeUndefined()

    const replayed = await send('/dashboard', { cookies: copied })
    expect(replayed.status).toBe(307)
    expect(destination(replayed)).toBe(TO_THE_FORM)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
  })

  test('signs in again after signing out', async ({ visitor, database }) => {
    await visitor.signIn()
    await visitor.page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(visitor.page).toHaveURL('/')
    await visitor.signIn()
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: false }])
  })

  test('signing out of a page that was left open is the same as once', async ({ visitor }) => {
    await visitor.signIn()
    const second = await visitor.context.newPage()
    await second.goto('/dashboard')
    await visitor.page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(visitor.page).toHaveURL('/')
    await second.getByRole('button', { name: dashboard.signOut }).click()
    await expect(second).toHaveURL('/')
  })
})

test('a link cannot bring back the session that it made', async ({ visitor, database }) => {
  const mail = await visitor.signIn()
  const copied = await visitor.copyCookies()
  await visitor.page.getByRole('button', { name: dashboard.signOut }).click()
  await expect(visitor.page).toHaveURL('/')

  await visitor.openDeadLink(mail.link)
  const asBefore = await send(new URL(mail.link).pathname, { cookies: copied })
  expect(asBefore.status).toBe(400)
  expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
})

test('signing out here leaves the session elsewhere alone', async ({ visitor, newVisitor }) => {
  const elsewhere = await newVisitor()
  await elsewhere.signIn(visitor.address)
  await visitor.signIn()
  await visitor.page.getByRole('button', { name: dashboard.signOut }).click()
  await expect(visitor.page).toHaveURL('/')
  await elsewhere.page.reload()
  await elsewhere.expectHello(visitor.address)
})
