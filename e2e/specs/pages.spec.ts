import {
  account,
  activityPage,
  checkEmail,
  dashboard,
  deletePage,
  en,
  errors,
  linkPage,
  newDeviceEmail,
  problemOf,
  reportPage,
  sessionsPage,
  signInForm,
} from '@/e2e/support/copy'
import { expectAccessible } from '../support/accessible'
import { openDevices } from '../support/account-visits'
import { expect, test } from '../support/fixtures'
import { signInByKeyboard } from '../support/keyboard'
import { misbehave } from '../support/mailbox'
import type { Visitor } from '../support/visitor'
import { wrongCode } from '../support/wrong-code'

const PAGES: Record<string, (visitor: Visitor, other: Visitor) => Promise<Visitor>> = {
  'the form': async (visitor) => {
    await visitor.page.goto('/')
    return visitor
  },
  'the form with a problem': async (visitor) => {
    const { page } = visitor
    await page.goto('/')
    await visitor.typeAddress('ann@nowhere')
    await expect(page.getByText(problemOf({ reason: 'malformed' }))).toBeVisible()
    return visitor
  },
  'the waiting room': async (visitor) => {
    await visitor.requestLinkUnseen()
    await visitor.page.goto('/check-email')
    await expect(visitor.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    return visitor
  },
  'the waiting room after an email that wasn’t sent': async (visitor) => {
    await misbehave({ to: visitor.address, behavior: 'reject' })
    await visitor.submitForm(visitor.address)
    await expect(visitor.page.getByText(checkEmail.emailState.failed)).toBeVisible()
    return visitor
  },
  'the waiting room after a wrong code': async (visitor) => {
    await visitor.requestLinkUnseen()
    await visitor.page.goto('/check-email')
    await visitor.enterCode('twelve')
    await expect(visitor.page.getByText(checkEmail.malformedCode)).toBeVisible()
    return visitor
  },
  'the waiting room with a slip in the address': async (visitor) => {
    await visitor.requestLinkUnseen(visitor.address.replace('example.com', 'gmial.com'))
    await visitor.page.goto('/check-email')
    await expect(
      visitor.page.getByText(checkEmail.didYouMean(visitor.address.replace('example.com', 'gmail.com'))),
    ).toBeVisible()
    return visitor
  },
  'the waiting room after five wrong codes': async (visitor) => {
    const email = await visitor.requestLinkUnseen()
    await visitor.page.goto('/check-email')
    for (const left of [4, 3, 2, 1]) {
      await visitor.enterCode(wrongCode(email.code, left))
      await expect(visitor.page.getByText(problemOf({ reason: 'wrong-code', triesLeft: left }))).toBeVisible()
    }
    await visitor.enterCode(wrongCode(email.code, 5))
    await expect(visitor.page.getByRole('heading', { name: checkEmail.tooManyTries.title })).toBeVisible()
    return visitor
  },
  'the form that offers the last address': async (visitor) => {
    await visitor.signIn()
    await visitor.page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(visitor.page.getByRole('button', { name: signInForm.forget })).toBeVisible()
    return visitor
  },
  'the link of another account': async (visitor, other) => {
    await other.signInUnseen()
    const email = await visitor.requestLinkUnseen()
    await other.page.goto(email.link)
    await expect(other.page.getByText(linkPage.confirm.otherAccount(other.address))).toBeVisible()
    return other
  },
  'the link in another browser': async (visitor, other) => {
    const email = await visitor.requestLinkUnseen()
    await other.page.goto(email.link)
    await expect(other.page.getByRole('heading', { name: linkPage.confirm.title })).toBeVisible()
    return other
  },
  'the invalid link': async (visitor) => {
    await visitor.openDeadLink('/magic-link/cut-off')
    return visitor
  },
  'the dashboard': async (visitor) => {
    await visitor.signIn()
    return visitor
  },
  'the account': async (visitor) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/account')
    await expect(visitor.page.getByRole('heading', { name: account.title })).toBeVisible()
    return visitor
  },
  'the devices': async (visitor, other) => {
    await other.signInUnseen(visitor.address)
    await visitor.signInUnseen()
    await expect(await openDevices(visitor)).toHaveCount(2)
    return visitor
  },
  'the devices after one was signed out': async (visitor, other) => {
    await other.signInUnseen(visitor.address)
    await visitor.signInUnseen()
    const rows = await openDevices(visitor)
    await rows.last().getByRole('button').click()
    await expect(visitor.page.getByText(sessionsPage.ended.one)).toBeVisible()
    return visitor
  },
  'the activity': async (visitor, other) => {
    await visitor.signInUnseen()
    await other.signInUnseen(visitor.address)
    await visitor.page.goto('/account/activity')
    await expect(visitor.page.getByText(activityPage.types['signed in, new device'])).toBeVisible()
    return visitor
  },
  'the deletion of an account': async (visitor) => {
    await visitor.signInUnseen()
    await visitor.page.goto('/account/delete')
    await expect(visitor.page.getByRole('heading', { name: deletePage.title })).toBeVisible()
    return visitor
  },
  'the account that is gone': async (visitor) => {
    await visitor.page.goto('/goodbye')
    return visitor
  },
  'the report of a sign-in that wasn’t me, and its result': async (visitor, other) => {
    await visitor.signInUnseen()
    const since = new Date()
    await other.signInUnseen(visitor.address)
    const { url } = await visitor.mailbox.waitForNotice(visitor.address, newDeviceEmail.subject, { since })
    await other.page.goto(url)
    await expect(other.page.getByRole('heading', { name: reportPage.title })).toBeVisible()
    await expectAccessible(other.page)
    await other.page.getByRole('button', { name: reportPage.submit }).click()
    await other.page.getByRole('button', { name: reportPage.confirm.submit }).click()
    await expect(other.page.getByRole('heading', { name: reportPage.done.title })).toBeVisible()
    return other
  },
  'the page that doesn’t exist': async (visitor) => {
    visitor.problems.expect(/status of 404/)
    const answer = await visitor.page.goto('/nowhere')
    expect(answer?.status()).toBe(404)
    await expect(visitor.page.getByRole('heading', { name: errors.notFound.title })).toBeVisible()
    return visitor
  },
}

for (const [name, open] of Object.entries(PAGES)) {
  test(`axe finds nothing wrong with ${name}, light and dark`, async ({ visitor, newVisitor }) => {
    const { page } = await open(visitor, await newVisitor())
    await expectAccessible(page)
  })
}

test('the keyboard alone signs in with the code, and out again', async ({ visitor }) => {
  await signInByKeyboard(visitor, en)
})

test('the keyboard alone finds the devices, and signs the others out', async ({ visitor, newClient }) => {
  const { page } = visitor
  const { keyboard } = page
  await newClient().signIn(visitor.address)
  await visitor.signInUnseen()
  await page.goto('/dashboard')
  await page.getByRole('button', { name: dashboard.signOut }).focus()
  await keyboard.press('Tab')
  await expect(page.getByRole('link', { name: dashboard.account })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: account.title })).toBeVisible()

  const places = page.getByRole('navigation', { name: account.navigation })
  for (const name of Object.values(account.places).slice(0, 3)) {
    await keyboard.press('Tab')
    await expect(places.getByRole('link', { name })).toBeFocused()
  }
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: sessionsPage.title })).toBeVisible()
  await expect(places.locator('[aria-current=page]')).toHaveText(account.places.sessions)
  for (const _ of Object.values(account.places)) await keyboard.press('Tab')
  for (const _ of await page.locator('li.session').all()) {
    await keyboard.press('Tab')
    await expect(page.locator('li.session button:focus')).toHaveText(sessionsPage.end)
  }
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: sessionsPage.revokeOthers })).toBeFocused()
  await keyboard.press('Enter')
  // The button is gone. The focus moves to the message about what it did.
  await expect(page.getByRole('status')).toHaveText(sessionsPage.ended.others)
  await expect(page.getByRole('status')).toBeFocused()
})
