import { account, checkEmail, deletePage, goodbye, linkPage, reauthenticatePage } from '@/e2e/support/copy'
import { minutes } from '@/lib/platform/time'
import type { Database } from '../support/database'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import type { SignInEmail } from '../support/mailbox'
import type { Visitor } from '../support/visitor'

// An unattended browser must not be enough for sensitive actions, such as deleting the account.

const PATH = '/account/delete'

/** Where a visitor who signs in on the way to it lands: its page alone would alarm those who were led there. */
const LANDING = '/account#data'

const heading = ({ page }: Visitor, name: string) => page.getByRole('heading', { name, exact: true })

/** Signs in, and lets ten minutes pass, after which the page asks for a new sign-in. Returns its email. */
async function startReauthenticating(visitor: Visitor, database: Database): Promise<SignInEmail> {
  await visitor.signInUnseen()
  await database.ageSessions(visitor.address, { signIn: minutes(10) })
  await visitor.page.goto(PATH)
  await expect(heading(visitor, reauthenticatePage.title)).toBeVisible()
  // The form isn't there before the new sign-in.
  await expect(visitor.page.getByRole('button', { name: deletePage.submit })).toHaveCount(0)
  const since = new Date()
  await visitor.page.getByRole('button', { name: reauthenticatePage.submit }).click()
  await expect(heading(visitor, checkEmail.title)).toBeVisible()
  return visitor.mailbox.waitForEmail(visitor.address, { since })
}

async function expectDeletionToWork(visitor: Visitor): Promise<void> {
  await visitor.page.getByRole('link', { name: account.delete }).click()
  await expect(visitor.page).toHaveURL(PATH)
  await visitor.page.getByRole('button', { name: deletePage.submit }).click()
  await expect(heading(visitor, goodbye.title)).toBeVisible()
}

withAndWithoutJavaScript(() => {
  test('an older one requires a new link, which redirects back', async ({ visitor, database }) => {
    const email = await startReauthenticating(visitor, database)
    const before = await visitor.copyCookies()
    await visitor.page.goto(email.link)
    await expect(visitor.page).toHaveURL(LANDING)
    // A new session: the old one has ended, and a copy of its cookie with it (ASVS 7.2.4).
    expect(await visitor.copyCookies()).not.toBe(before)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: false }])
    await expectDeletionToWork(visitor)
  })

  test('if ten minutes pass on the form, its action asks again', async ({ visitor, database }) => {
    await visitor.signInUnseen()
    await visitor.page.goto(PATH)
    await database.ageSessions(visitor.address, { signIn: minutes(10) })
    await visitor.page.getByRole('button', { name: deletePage.submit }).click()
    await expect(heading(visitor, reauthenticatePage.title)).toBeVisible()
    expect(await database.usersOf(visitor.address)).toHaveLength(1)
  })
})

// What a script changes about these forms, the tests above show.
test.describe('with JavaScript', () => {
  test('a sign-in of less than ten minutes ago is enough', async ({ visitor, database }) => {
    await visitor.signInUnseen()
    await database.ageSessions(visitor.address, { signIn: minutes(9) })
    await visitor.page.goto(LANDING)
    await expectDeletionToWork(visitor)
  })

  test('or the code', async ({ visitor, database }) => {
    const email = await startReauthenticating(visitor, database)
    await visitor.enterCode(email.code)
    await expectDeletionToWork(visitor)
  })

  test('a visitor who would rather not goes back to the account, still signed in', async ({
    visitor,
    database,
  }) => {
    await startReauthenticating(visitor, database)
    await visitor.page.getByRole('link', { name: checkEmail.goBack }).click()
    await expect(visitor.page).toHaveURL('/account')
    await expect(heading(visitor, account.title)).toBeVisible()
    expect(await database.usersOf(visitor.address)).toHaveLength(1)
  })
})

test('the waiting tab moves on once the link is opened in another', async ({ visitor, database }) => {
  const email = await startReauthenticating(visitor, database)
  const other = await visitor.context.newPage()
  await other.goto(email.link)
  await expect(other).toHaveURL(LANDING)
  await expect(visitor.page).toHaveURL(LANDING)
})

test('attack: the link opened in another browser makes no recent sign-in in the first', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const email = await startReauthenticating(visitor, database)
  const other = await newVisitor()
  await other.page.goto(email.link)
  await other.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await expect(other.page).toHaveURL('/dashboard')
  await visitor.page.goto(PATH)
  await expect(heading(visitor, reauthenticatePage.title)).toBeVisible()
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
})

test('attack: no return path redirects from the new sign-in to a foreign place', async ({
  visitor,
  database,
}) => {
  await visitor.signInUnseen()
  for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '/api/health']) {
    await visitor.page.goto(`/account/reauthenticate?next=${encodeURIComponent(path)}`)
    await expect(visitor.page).toHaveURL('/dashboard')
  }
  await database.ageSessions(visitor.address, { signIn: minutes(10) })
  await visitor.page.goto(`/account/reauthenticate?next=${encodeURIComponent('//evil.example')}`)
  await expect(visitor.page.getByRole('link', { name: reauthenticatePage.back })).toHaveAttribute(
    'href',
    '/account',
  )
})
