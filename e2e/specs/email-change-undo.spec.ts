import { confirmEmailPage, emailChangeUndoneEmail, linkPage, signInForm, undoPage } from '@/e2e/support/copy'
import { days, minutes, seconds } from '@/lib/platform/time'
import { expectAccessible } from '../support/accessible'
import type { Database } from '../support/database'
import {
  expectDead,
  expectHeading,
  pathOf,
  press,
  pressHere,
  requestChange,
  undo,
  undoBare,
} from '../support/email-changes'
import { expect, test } from '../support/fixtures'
import { pressSignIn, send } from '../support/plain-request'
import { letWaitingPass } from '../support/time'
import type { Visitor } from '../support/visitor'

// What the link in the notice to the old address does. Its pages have no scripts.

test('the notice to the old address cancels the change and signs out everywhere', async ({
  visitor,
  newVisitor,
}) => {
  await visitor.signInUnseen()
  const { newAddress, confirm, cancel } = await requestChange(visitor)
  const owner = await newVisitor()
  await owner.page.goto(cancel)
  await expect(owner.page.getByText(newAddress)).toBeVisible()
  await undo(owner, cancel, undoPage.waiting)

  await visitor.page.goto('/dashboard')
  await expectHeading(visitor, signInForm.title)
  await expectDead(visitor, confirm, confirmEmailPage.invalid.canceled.title)
  await expectDead(owner, cancel, undoPage.invalid.canceled.title)
})

test('the notice to the old address undoes a confirmed change', async ({
  visitor,
  newVisitor,
  database,
  mailbox,
}) => {
  await visitor.signInUnseen()
  const { newAddress, confirm, cancel } = await requestChange(visitor)
  await press(visitor, confirm, confirmEmailPage.submit)
  await expectHeading(visitor, confirmEmailPage.done.title)

  await database.ageChange(newAddress, days(3) - minutes(5))
  const owner = await newVisitor()
  await undo(owner, cancel, undoPage.confirmed)
  await mailbox.waitForNotice(newAddress, emailChangeUndoneEmail.subject)
  await visitor.page.goto('/dashboard')
  await expectHeading(visitor, signInForm.title)
  expect(await database.usersOf(newAddress)).toEqual([])
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
  await owner.signIn(visitor.address)
})

/** An account that an intruder has moved, and the owner at the link that its old address gets. */
async function openOldAddress(intruder: Visitor, owner: Visitor, database: Database): Promise<string> {
  await intruder.signInUnseen()
  await press(intruder, (await requestChange(intruder)).confirm, confirmEmailPage.submit)
  await expectHeading(intruder, confirmEmailPage.done.title)
  await database.ageRevocation(intruder.address)
  const { link } = await owner.requestLinkUnseen(intruder.address)
  await expectDead(owner, link, linkPage.moved.title)
  return link
}

test('attack: an owner whose account was moved gets no new one in its place, but can undo the move', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const owner = await newVisitor()
  const link = await openOldAddress(visitor, owner, database)
  // The same in a browser that didn't request the link, whatever it presses.
  expect((await send(pathOf(link))).status).toBe(400)
  expect((await pressSignIn(link)).status).toBe(400)
  expect(await database.usersOf(visitor.address)).toEqual([])

  await owner.page.getByRole('link', { name: linkPage.moved.undo }).click()
  await owner.page.getByRole('button', { name: undoPage.confirmed.submit }).click()
  await owner.page.getByRole('button', { name: undoPage.confirmed.confirm.submit }).click()
  await expectHeading(owner, undoPage.confirmed.done.title)
  await visitor.page.goto('/dashboard')
  await expectHeading(visitor, signInForm.title)
  await letWaitingPass(owner, seconds(30))
  await owner.signIn(visitor.address)
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
})

test('confirmed and canceled at once on two instances, the old address wins', async ({
  newVisitor,
  database,
  second,
}) => {
  for (let round = 0; round < 3; round++) {
    const visitor = await newVisitor()
    await visitor.signInUnseen()
    const { newAddress, confirm, cancel } = await requestChange(visitor)
    await Promise.all([
      pressHere(visitor, confirm, second.origin),
      undoBare(cancel),
      pressHere(visitor, confirm),
      undoBare(cancel, second.origin),
    ])
    expect(await database.usersOf(visitor.address)).toHaveLength(1)
    expect(await database.usersOf(newAddress)).toEqual([])
    expect((await database.sessionsOf(visitor.address)).map(({ ended }) => ended)).toEqual([true])
  }
})

const PAGES: Record<string, (visitor: Visitor, database: Database) => Promise<void>> = {
  'the account that has moved': async (visitor, database) => {
    await openOldAddress(visitor, visitor, database)
  },
  'the link to the old address': async (visitor) => {
    const { cancel } = await requestChange(visitor)
    await visitor.page.goto(cancel)
    await expectHeading(visitor, undoPage.waiting.title)
  },
  'its second step': async (visitor) => {
    await press(visitor, (await requestChange(visitor)).cancel, undoPage.waiting.submit)
    await expectHeading(visitor, undoPage.waiting.confirm.title)
  },
  'the canceled change': async (visitor) => {
    await undo(visitor, (await requestChange(visitor)).cancel, undoPage.waiting)
  },
}

for (const [name, open] of Object.entries(PAGES)) {
  test(`axe finds nothing wrong with ${name}, light and dark`, async ({ visitor, database }) => {
    await visitor.signInUnseen()
    await open(visitor, database)
    await expectAccessible(visitor.page)
  })
}
