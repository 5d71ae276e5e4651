import { confirmEmailChangeEmail, emailPage, signInForm, confirmEmailPage as t } from '@/e2e/support/copy'
import { expectAccessible } from '../support/accessible'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { freshAddress, type Visitor } from '../support/visitor'

// The link to the new address confirms only where its account is signed in: the email alone may be
// opened by a robot, or by a stranger whose address someone typed in.

/** Requests a change and returns its link. */
async function requestChange(visitor: Visitor, newAddress: string): Promise<string> {
  const since = new Date()
  await visitor.page.goto('/account/email')
  await visitor.page.getByRole('textbox', { name: emailPage.newAddress }).fill(newAddress)
  await visitor.page.getByRole('button', { name: emailPage.submit }).click()
  await expectHeading(visitor, emailPage.waiting.title)
  return (await visitor.mailbox.waitForNotice(newAddress, confirmEmailChangeEmail.subject, { since })).url
}

const expectHeading = ({ page }: Visitor, name: string) =>
  expect(page.getByRole('heading', { name, exact: true })).toBeVisible()

test('attack: a robot that presses every button on /confirm-email, without cookies, changes nothing', async ({
  visitor,
  newVisitor,
  database,
}) => {
  await visitor.signInUnseen()
  const newAddress = freshAddress()
  const link = await requestChange(visitor, newAddress)
  const robot = await newVisitor()
  await robot.page.goto(link)
  await expectHeading(robot, t.elsewhere.title)
  const buttons = robot.page.locator('button, input[type=submit]')
  // None, and if one is ever added, it must do no harm.
  for (const button of await buttons.all()) await button.click()
  for (const form of [{}, { intent: 'confirm' }] as Record<string, string>[]) {
    expect((await send(new URL(link).pathname, { method: 'POST', form })).status).toBe(403)
  }
  expect(await database.usersOf(newAddress)).toEqual([])
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
  expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: false }])

  // The premise: where the account is signed in, that button changes the address.
  await visitor.page.goto(link)
  await visitor.page.getByRole('button', { name: t.submit }).click()
  await expectHeading(visitor, t.done.title)
  expect(await database.usersOf(newAddress)).toHaveLength(1)
})

test('attack: the owner of an address can’t be made to confirm it for another’s account', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const attacker = visitor
  const victim = await newVisitor()
  await victim.signInUnseen()
  await attacker.signInUnseen()
  const newAddress = freshAddress()
  const link = await requestChange(attacker, newAddress)
  await victim.page.goto(link)
  await expectHeading(victim, t.elsewhere.title)
  await expect(victim.page.getByText(t.otherAccount(victim.address))).toBeVisible()
  await expect(victim.page.getByText(t.elsewhere.notYou)).toBeVisible()
  await expect(victim.page.getByText(attacker.address)).toHaveCount(0)
  await expect(victim.page.getByRole('button')).toHaveCount(0)
  const cookies = await victim.copyCookies()
  expect((await send(new URL(link).pathname, { method: 'POST', form: {}, cookies })).status).toBe(403)
  expect(await database.usersOf(newAddress)).toEqual([])
  await expectAccessible(victim.page)
})

test('another browser confirms once it is signed in to the account, and then signs in again', async ({
  visitor,
  newVisitor,
}) => {
  await visitor.signInUnseen()
  const newAddress = freshAddress()
  const link = await requestChange(visitor, newAddress)
  const phone = await newVisitor({ javaScriptEnabled: false })
  await phone.page.goto(link)
  await expectHeading(phone, t.elsewhere.title)
  await phone.signInUnseen(visitor.address)
  await phone.page.goto(link)
  await phone.page.getByRole('button', { name: t.submit }).click()
  await expectHeading(phone, t.done.title)
  // Only the browser that requested the change stays signed in.
  await expect(phone.page.getByRole('button', { name: signInForm.submit })).toBeVisible()
  await visitor.page.goto('/dashboard')
  await visitor.expectHello(newAddress)
})
