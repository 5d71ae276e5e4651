import type { Page } from '@playwright/test'
import { checkEmail, common, dashboard, emailPage, signInForm } from '@/e2e/support/copy'
import { expectAccessible } from '../support/accessible'
import { expect, test } from '../support/fixtures'
import { freshAddress, type Visitor } from '../support/visitor'

// Without JavaScript the browser itself says that it's offline, and its back button has what was typed.

/** Chromium keeps going offline to itself: what is requested then fails, and says so in the console. */
async function goOffline({ context, problems }: Visitor) {
  problems.expect(/net::ERR_INTERNET_DISCONNECTED/)
  await context.setOffline(true)
}

const alert = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })

/** Actions that arrive at the server. */
function countActions(page: Page) {
  const arrived: string[] = []
  page.on('response', (answer) => {
    if (answer.request().method() === 'POST') arrived.push(answer.url())
  })
  return arrived
}

test('the form keeps what was typed, and sends it when the visitor presses again', async ({
  visitor,
  mailbox,
}) => {
  const { page, context, address } = visitor
  const field = page.getByRole('textbox', { name: common.email })
  const remember = page.getByRole('checkbox', { name: common.keepSignedIn })
  await page.goto('/')
  await remember.uncheck()
  const arrived = countActions(page)
  await goOffline(visitor)
  for (const _ of ['once', 'twice']) {
    await visitor.typeAddress(address)
    await expect(alert(page, common.notReached)).toBeVisible()
    await expect(field).toHaveValue(address)
    await expect(remember).not.toBeChecked()
  }

  await context.setOffline(false)
  await expect(alert(page, common.backOnline)).toBeVisible()
  await expect(alert(page, common.notReached)).toHaveCount(0)
  await expect(field).toHaveValue(address)
  // Nothing is sent behind the visitor's back.
  expect(arrived).toEqual([])
  await page.getByRole('button', { name: signInForm.submit }).click()
  await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  await mailbox.waitForEmail(address)
  expect(await mailbox.count(address)).toBe(1)
})

test('what the form filled in from an earlier answer stays, too', async ({ visitor }) => {
  const { page } = visitor
  await page.goto('/')
  await visitor.typeAddress('ann@nowhere')
  const field = page.getByRole('textbox', { name: common.email })
  await expect(field).toHaveAccessibleDescription(/./)
  await goOffline(visitor)
  await page.getByRole('button', { name: signInForm.submit }).click()
  await expect(alert(page, common.notReached)).toBeVisible()
  await expect(field).toHaveValue('ann@nowhere')
  await visitor.context.setOffline(false)
})

test('a server that can’t be reached counts as offline, and so does a gateway’s error page', async ({
  visitor,
}) => {
  const { page, address, problems } = visitor
  problems.expect(/net::ERR_CONNECTION_REFUSED|status of 502/)
  await page.goto('/')
  for (const fail of ['refused', 'gateway']) {
    await page.route('/', (route) =>
      fail === 'refused'
        ? route.abort('connectionrefused')
        : route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    )
    await visitor.typeAddress(address)
    await expect(alert(page, common.notReached)).toBeVisible()
    await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(address)
    await page.unroute('/')
  }
})

test('the waiting room stays, keeps the code, and moves on once it is back online', async ({ visitor }) => {
  const { page, context } = visitor
  const { code } = await visitor.requestLink()
  const field = page.getByRole('textbox', { name: checkEmail.code })
  await goOffline(visitor)
  await visitor.enterCode(code)
  await expect(alert(page, common.notReached)).toBeVisible()
  await expect(field).toHaveValue(code)
  // What the page does when it is seen again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.evaluate(() => window.dispatchEvent(new Event('pageshow')))
  await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  await page.getByRole('button', { name: checkEmail.sendAgain }).click()
  await expect(alert(page, common.notReached)).toHaveCount(2)
  await expectAccessible(page)
  await expect(page).toHaveURL('/check-email')

  await context.setOffline(false)
  await expect(alert(page, common.backOnline)).toHaveCount(2)
  await expect(field).toHaveValue(code)
  await page.getByRole('button', { name: checkEmail.submit }).click()
  await visitor.expectHello()
})

test('the waiting room asks for news while offline without leaving, and hears them afterwards', async ({
  visitor,
}) => {
  const { page, context, problems } = visitor
  problems.expect(/net::ERR_CONNECTION_REFUSED/)
  const email = await visitor.requestLink()
  await expect(page.getByText(checkEmail.emailState.delivered)).toBeVisible()
  // The browser believes it's online, but nothing arrives.
  let asked = 0
  await context.route('**', (route) => {
    asked++
    return route.abort('connectionrefused')
  })
  await expect.poll(() => asked).toBeGreaterThan(1)
  await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  await context.unroute('**')
  await expect(page).toHaveURL('/check-email')

  const tab = await context.newPage()
  await tab.goto(email.link)
  await expect(page).toHaveURL('/dashboard')
})

test('the forms of an account stay, too', async ({ visitor }) => {
  const { page, context } = visitor
  await visitor.signInUnseen()
  await page.goto('/account/email')
  const field = page.getByRole('textbox', { name: emailPage.newAddress })
  const typed = freshAddress()
  await goOffline(visitor)
  await field.fill(typed)
  await page.getByRole('button', { name: emailPage.submit }).click()
  await expect(alert(page, common.notReached)).toBeVisible()
  await expect(field).toHaveValue(typed)
  await context.setOffline(false)

  for (const path of ['/dashboard', '/account/sessions', '/account/delete']) {
    await page.goto(path)
    await goOffline(visitor)
    await page.getByRole('main').getByRole('button').first().click()
    await expect(alert(page, common.notReached)).toBeVisible()
    await expectAccessible(page)
    await context.setOffline(false)
    await expect(alert(page, common.backOnline)).toBeVisible()
    await expect(page).toHaveURL(path)
  }
  await page.goto('/dashboard')
  await page.getByRole('button', { name: dashboard.signOut }).click()
  await expect(page).toHaveURL('/')
})
