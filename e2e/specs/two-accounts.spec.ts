import { account, dashboard, deletePage, emailPage, sessionsPage, switchedPage } from '@/e2e/support/copy'
import { actions, call, refusedTo } from '../support/actions'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { freshAddress, type Visitor } from '../support/visitor'

// Two accounts in one browser, one after the other: a page of the first must not act for the second.

/** Makes this browser another account's behind its pages' backs, and returns the address. */
async function becomeAnother(visitor: Visitor): Promise<string> {
  const address = freshAddress()
  await visitor.context.clearCookies()
  await visitor.signInUnseen(address)
  return address
}

const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click()

async function expectNothingChanged(visitor: Visitor, address: string): Promise<void> {
  const { page } = visitor
  await expect(page.getByRole('heading', { name: switchedPage.title })).toBeVisible()
  await expect(page.getByText(switchedPage.intro(address))).toBeVisible()
}

withAndWithoutJavaScript(() => {
  test('attack: a page of one account, sent after the browser became another’s, deletes neither and says so', async ({
    visitor,
    database,
  }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/account/delete')
    const other = await becomeAnother(visitor)
    await press(visitor, deletePage.submit)
    await expectNothingChanged(visitor, other)
    for (const address of [visitor.address, other]) {
      expect(await database.usersOf(address)).toHaveLength(1)
      expect(await database.sessionsOf(address)).toMatchObject([{ ended: false }])
    }
    await visitor.page.getByRole('link', { name: switchedPage.continue }).click()
    await expect(visitor.page).toHaveURL('/account#data')
    await expect(visitor.page.getByText(account.intro(other))).toBeVisible()
  })

  test('nor does it change the address or sign out', async ({ visitor, mailbox, database }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/account/email')
    const meant = freshAddress()
    await visitor.page.getByRole('textbox', { name: emailPage.newAddress }).fill(meant)
    const second = await becomeAnother(visitor)
    await press(visitor, emailPage.submit)
    await expectNothingChanged(visitor, second)
    expect(await mailbox.count(meant)).toBe(0)

    await visitor.page.goto('/dashboard')
    const third = await becomeAnother(visitor)
    await press(visitor, dashboard.signOut)
    await expectNothingChanged(visitor, third)
    expect(await database.sessionsOf(third)).toMatchObject([{ ended: false }])
  })
})

test('attack: no action of a signed-in page acts without the account that its form was made for', async ({
  newClient,
  database,
}) => {
  const [client, other] = [newClient(), newClient()]
  await other.signIn()
  await client.signIn()
  const [mine, theirs] = await Promise.all(
    [client, other].map(async ({ address }) => (await database.usersOf(address))[0] ?? ''),
  )
  const all = actions().filter(({ name }) => name.startsWith('app/(signed-in)/'))
  expect(all.length).toBeGreaterThan(6)
  for (const action of all) {
    for (const fields of [{}, { account: '' }, { account: theirs ?? '' }] as Record<string, string>[]) {
      const answer = await call(action, client.cookies, environment.appUrl, fields)
      expect(refusedTo(answer), action.name).toMatch(/^\/account\/switched\?next=/)
    }
  }
  expect(await database.usersOf(client.address)).toEqual([mine])
  expect(await database.sessionsOf(client.address)).toMatchObject([{ ended: false }])

  // The premise: with its own, each does something else.
  for (const action of all) {
    const owner = newClient()
    await owner.signIn()
    const [own = ''] = await database.usersOf(owner.address)
    const answer = await call(action, owner.cookies, environment.appUrl, { account: own })
    expect(refusedTo(answer) ?? '', action.name).not.toContain('switched')
  }
})

test('every form of a signed-in page names its account', async ({ newClient, database }) => {
  const [client, elsewhere] = [newClient(), newClient()]
  await elsewhere.signIn(client.address)
  await client.signIn()
  const [id] = await database.usersOf(client.address)
  for (const path of ['/dashboard', '/account/email', '/account/sessions', '/account/delete']) {
    const html = await (await client.send(path)).text()
    // The choice of a language is the browser's, not the account's.
    const forms = (html.match(/<form[\s\S]*?<\/form>/g) ?? []).filter((form) => !form.includes('"languages"'))
    expect(forms.length, path).toBeGreaterThan(0)
    for (const form of forms) expect(form, path).toContain(`name="account" value="${id}"`)
  }
})

// What tabs tell each other takes a script.
test.describe('with JavaScript', () => {
  test('a tab hears of a sign-out in another, and returns after the next sign-in', async ({ visitor }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/account/sessions')
    const tab = await visitor.context.newPage()
    await tab.goto('/dashboard')
    await tab.getByRole('button', { name: dashboard.signOut }).click()
    await expect(tab).toHaveURL('/')
    await expect(visitor.page).toHaveURL('/?next=%2Faccount%2Fsessions')
  })

  test('a tab hears that another account has signed in, and shows that one', async ({ visitor }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/dashboard')
    const other = await becomeAnother(visitor)
    const tab = await visitor.context.newPage()
    await tab.goto('/account')
    await visitor.expectHello(other)
  })

  test('a tab of the same account isn’t loaded again', async ({ visitor }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/account/email')
    const typed = visitor.page.getByRole('textbox', { name: emailPage.newAddress })
    await typed.fill('half@typ')
    const tab = await visitor.context.newPage()
    await tab.goto('/account/sessions')
    await expect(tab.getByRole('heading', { name: sessionsPage.title })).toBeVisible()
    await tab.goto('/dashboard')
    await expect(tab.getByRole('heading', { name: dashboard.hello(visitor.address) })).toBeVisible()
    await expect(typed).toHaveValue('half@typ')
  })

  test('a page from the back/forward cache is loaded again', async ({ visitor }) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/dashboard')
    const other = await becomeAnother(visitor)
    // Chromium keeps no page that says no-store. Others do.
    await visitor.page.evaluate(() =>
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    )
    await visitor.expectHello(other)
  })
})
