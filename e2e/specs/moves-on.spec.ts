import { checkEmail } from '@/e2e/support/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'

test('the waiting tab moves on to where the visitor was going once the link is opened in another', async ({
  visitor,
}) => {
  const { page, context } = visitor
  const email = await visitor.requestLink(visitor.address, { from: '/dashboard?tab=2' })
  const tab = await context.newPage()
  await tab.goto(email.link)
  await expect(tab).toHaveURL('/dashboard?tab=2')
  await expect(page).toHaveURL('/dashboard?tab=2', { timeout: 2000 })
  await visitor.expectHello()
})

test('so does a tab whose code is typed in another', async ({ visitor }) => {
  const email = await visitor.requestLink()
  const tab = await visitor.context.newPage()
  await tab.goto('/check-email')
  await tab.getByRole('textbox', { name: checkEmail.code }).fill(email.code)
  await expect(tab).toHaveURL('/dashboard')
  await expect(visitor.page).toHaveURL('/dashboard', { timeout: 2000 })
})

withAndWithoutJavaScript(() => {
  test('a waiting tab that is reloaded moves on', async ({ visitor }) => {
    const { page, context } = visitor
    const email = await visitor.requestLink(visitor.address, { from: '/dashboard?tab=2' })
    // As a tab without scripts, or one that slept, misses it.
    await page.goto('about:blank')
    const tab = await context.newPage()
    await tab.goto(email.link)
    await page.goto('/check-email')
    await expect(page).toHaveURL('/dashboard?tab=2')
    await visitor.expectHello()
  })
})

// Redirects of the server, which no script changes.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('signing in on another device does not sign in the waiting browser, and the page says what does', async ({
    visitor,
    newVisitor,
  }) => {
    const email = await visitor.requestLink()
    const phone = await newVisitor()
    await phone.page.goto(email.link)
    await phone.page.getByRole('button').click()
    await phone.expectHello(visitor.address)

    await visitor.page.reload()
    await expect(visitor.page).toHaveURL('/check-email')
    await expect(visitor.page.getByText(checkEmail.elsewhere)).toBeVisible()
    expect(await visitor.cookie('session')).toBeUndefined()
  })

  test('a signed-in visitor is asked nothing again: not at the form, the waiting room or the link', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const { page, address } = visitor
    const first = await visitor.signInUnseen()
    // A second link for the same account, requested elsewhere.
    const elsewhere = await newVisitor()
    const second = await elsewhere.requestLinkUnseen(address)
    for (const path of ['/', '/?next=/dashboard', '/check-email', first.link, second.link]) {
      await page.goto(path)
      await expect(page).toHaveURL('/dashboard')
    }
    expect(await database.sessionsOf(address)).toHaveLength(1)
    // And nothing was spent by it.
    await elsewhere.page.goto(second.link)
    await elsewhere.expectHello(address)
  })
})
