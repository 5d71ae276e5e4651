import { checkEmail, linkPage, noCookie } from '@/e2e/support/copy'
import { expectAccessible } from '../support/accessible'
import { visitWithoutCookies } from '../support/cookieless'
import { expect, test } from '../support/fixtures'
import { destination, requestLinkFor, send } from '../support/plain-request'

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' }

for (const [title, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`a browser that refuses cookies is told so after the form, and uses up no link, ${title}`, async ({
    browser,
    newVisitor,
  }) => {
    const other = await newVisitor()
    await visitWithoutCookies(browser, javaScriptEnabled, async (visitor) => {
      const { page, address, mailbox } = visitor
      await page.goto('/')
      await visitor.typeAddress(address)
      await expect(page.getByRole('heading', { name: noCookie.title })).toBeVisible()
      await expect(page).toHaveURL('/check-email')
      await expect(page.getByText(noCookie.sent)).toBeVisible()
      await expect(page.getByText(noCookie.instead)).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      const { link } = await mailbox.waitForEmail(address)
      expect(await visitor.context.cookies()).toEqual([])

      // There, too, the link isn't used up in vain.
      await page.goto(link)
      for (const _ of ['once', 'twice']) {
        await page.getByRole('button', { name: linkPage.confirm.submit }).click()
        await expect(page.getByRole('alert')).toHaveText(linkPage.confirm.noCookie)
      }
      if (javaScriptEnabled) await expectAccessible(page)
      expect(visitor.problems.unexpected()).toEqual([])

      await other.page.goto(link)
      await other.page.getByRole('button', { name: linkPage.confirm.submit }).click()
      await other.expectHello(address)
    })
  })
}

test('once it allows cookies, the same browser signs in with the same link', async ({ visitor, client }) => {
  const { link } = await client.requestLink()
  const { page, context } = visitor
  await page.goto(link)
  await context.clearCookies()
  const button = page.getByRole('button', { name: linkPage.confirm.submit })
  await button.click()
  await expect(page.getByRole('alert')).toHaveText(linkPage.confirm.noCookie)
  await button.click()
  await visitor.expectHello(client.address)
})

test('a program that posts to /magic-link is told the same where that redirects', async ({ client }) => {
  const asked = await requestLinkFor(client.address)
  expect([asked.status, destination(asked)]).toEqual([303, '/check-email'])
  const room = await send('/check-email', { headers: SAME_ORIGIN })
  expect(room.status).toBe(200)
  expect(await room.text()).toContain(noCookie.title)
})

test('says so to no one else: not to visits from elsewhere, nor to browsers with a cookie', async ({
  client,
}) => {
  // The premise.
  expect((await send('/check-email', { headers: SAME_ORIGIN })).status).toBe(200)
  for (const site of [undefined, 'none', 'cross-site', 'same-site']) {
    const room = await send('/check-email', { headers: site ? { 'Sec-Fetch-Site': site } : {} })
    expect([room.status, destination(room)]).toEqual([307, '/'])
  }
  await client.requestLink()
  const room = await (await client.send('/check-email', { headers: SAME_ORIGIN })).text()
  expect(room).toContain(checkEmail.code)
  expect(room).not.toContain(noCookie.title)
})
