import { checkEmail, deletePage, goodbye, linkPage, reauthenticatePage } from '@/lib/copy'
import { minutes } from '@/lib/platform/time'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import type { Mail } from '../support/mailbox'
import type { Visitor } from '../support/visitor'

// What a browser that was left open must not be enough for, shown by the deletion of the account.

const heading = ({ page }: Visitor, name: string) => page.getByRole('heading', { name, exact: true })

async function pressDelete({ page }: Visitor) {
  await page.goto('/account/delete')
  await page.getByRole('button', { name: deletePage.submit }).click()
}

/** Signs in, lets more than ten minutes pass, tries, and asks for the mail that confirms. */
async function askToConfirm(visitor: Visitor, database: { ageSessions: Ages }): Promise<Mail> {
  await visitor.signIn()
  await database.ageSessions(visitor.address, { signIn: minutes(10) })
  await pressDelete(visitor)
  await expect(heading(visitor, reauthenticatePage.title)).toBeVisible()
  const since = new Date()
  await visitor.page.getByRole('button', { name: reauthenticatePage.submit }).click()
  await expect(heading(visitor, checkEmail.title)).toBeVisible()
  return visitor.mailbox.waitForMail(visitor.address, { since })
}
type Ages = (address: string, past: { signIn: number }) => Promise<void>

withAndWithoutJavaScript(() => {
  test('a sign-in of less than ten minutes ago is enough', async ({ visitor, database }) => {
    await visitor.signIn()
    await database.ageSessions(visitor.address, { signIn: minutes(9) })
    await pressDelete(visitor)
    await expect(heading(visitor, goodbye.title)).toBeVisible()
  })

  test('an older one is confirmed by a fresh link, and leads back', async ({ visitor, database }) => {
    const mail = await askToConfirm(visitor, database)
    const before = await visitor.copyCookies()
    await visitor.page.goto(mail.link)
    await expect(visitor.page).toHaveURL('/account/delete')
    // A new sign-in: the session of before has ended, and a copy of its cookie with it (ASVS 7.2.4).
    expect(await visitor.copyCookies()).not.toBe(before)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: false }])
    await visitor.page.getByRole('button', { name: deletePage.submit }).click()
    await expect(heading(visitor, goodbye.title)).toBeVisible()
  })

  test('or by the code', async ({ visitor, database }) => {
    const mail = await askToConfirm(visitor, database)
    await visitor.enterCode(mail.code)
    await expect(visitor.page).toHaveURL('/account/delete')
    await visitor.page.getByRole('button', { name: deletePage.submit }).click()
    await expect(heading(visitor, goodbye.title)).toBeVisible()
  })

  test('whoever would rather not goes back, still signed in', async ({ visitor, database }) => {
    await askToConfirm(visitor, database)
    await visitor.page.getByRole('link', { name: checkEmail.goBack }).click()
    await expect(heading(visitor, deletePage.title)).toBeVisible()
    expect(await database.usersOf(visitor.address)).toHaveLength(1)
  })
})

test('the waiting tab goes on once the link was opened in another', async ({ visitor, database }) => {
  const mail = await askToConfirm(visitor, database)
  const other = await visitor.context.newPage()
  await other.goto(mail.link)
  await expect(other).toHaveURL('/account/delete')
  await expect(visitor.page).toHaveURL('/account/delete')
})

test('attack: the confirmation opened in another browser confirms nothing in the first', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const mail = await askToConfirm(visitor, database)
  const other = await newVisitor()
  await other.page.goto(mail.link)
  await other.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await expect(other.page).toHaveURL('/account/delete')
  await pressDelete(visitor)
  await expect(heading(visitor, reauthenticatePage.title)).toBeVisible()
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
})

test('attack: no return path leads from the confirmation to a foreign place', async ({
  visitor,
  database,
}) => {
  await visitor.signIn()
  for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '/api/health']) {
    await visitor.page.goto(`/account/reauthenticate?next=${encodeURIComponent(path)}`)
    await expect(visitor.page).toHaveURL('/dashboard')
  }
  await database.ageSessions(visitor.address, { signIn: minutes(10) })
  await visitor.page.goto(`/account/reauthenticate?next=${encodeURIComponent('//evil.example')}`)
  await expect(visitor.page.getByRole('link', { name: reauthenticatePage.back })).toHaveAttribute(
    'href',
    '/dashboard',
  )
})
