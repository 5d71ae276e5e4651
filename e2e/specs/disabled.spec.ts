import { checkEmail, linkPage, noAccountEmail, problemOf } from '@/lib/copy'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { operator } from '../support/operator'
import { destination, pressSignIn, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { freshAddress } from '../support/visitor'

// What an operator does to an account in a process of its own, as the instances of the application see it.

test.describe.configure({ mode: 'default', timeout: 60_000 })
test.use({ javaScriptEnabled: false })

test('whoever is disabled or deleted is signed out at the next request, on every instance', async ({
  newVisitor,
  database,
}) => {
  const second = await startSecondInstance()
  try {
    for (const act of ['disable', 'delete'] as const) {
      const visitor = await newVisitor()
      await visitor.signIn()
      const cookies = await visitor.copyCookies()
      const open = () =>
        Promise.all(
          [environment.appUrl, second.origin].map((origin) => send('/dashboard', { cookies, origin })),
        )
      expect((await open()).map(({ status }) => status)).toEqual([200, 200])
      await operator(act, visitor.address)
      for (const answer of await open()) {
        expect([answer.status, destination(answer)]).toEqual([307, '/?next=/dashboard'])
      }
      const sessions = await database.sessionsOf(visitor.address)
      expect(sessions.map(({ ended }) => ended)).toEqual(act === 'disable' ? [true] : [])
    }
  } finally {
    await second.stop()
  }
})

test('a disabled address gets the answer that every address gets, and a polite mail', async ({
  visitor,
  newVisitor,
  mailbox,
}) => {
  await visitor.signIn()
  await operator('disable', visitor.address)
  const since = new Date()
  const there = await newVisitor()
  await there.submitForm(visitor.address)
  await expect(there.page).toHaveURL('/check-email')
  await expect(there.page.getByText(checkEmail.sent(visitor.address))).toBeVisible()
  const mail = await mailbox.newest(visitor.address, { since })
  expect(mail.subject).toBe(noAccountEmail.subject)
  expect(mail.text).not.toMatch(/magic-link|\b\d{3} \d{3}\b/)
})

test('attack: a link from before is dead once its owner is disabled, and stays so; a new one lets them in', async ({
  visitor,
  newVisitor,
  database,
}) => {
  await visitor.signIn()
  const asking = await newVisitor()
  const mail = await asking.askForLink(visitor.address)
  await operator('disable', visitor.address)

  const expectDead = async () => {
    await asking.page.goto('/check-email')
    await asking.enterCode(mail.code)
    await expect(asking.page.getByText(problemOf({ reason: 'revoked' }))).toBeVisible()
    expect((await pressSignIn(mail.link)).status).toBe(400)
    await asking.openDeadLink(mail.link)
    await expect(asking.page.getByText(linkPage.invalid.reasons.revoked())).toBeVisible()
  }
  await expectDead()
  await operator('enable', visitor.address)
  await expectDead()
  expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
  await (await newVisitor()).signIn(visitor.address)
})

test('who deletes an account with a link on its way is gone for good, and may begin anew', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const address = freshAddress()
  await visitor.signIn(address)
  const asking = await newVisitor()
  const mail = await asking.askForLink(address)
  await operator('delete', address)
  await asking.openDeadLink(mail.link)
  expect((await pressSignIn(mail.link)).status).toBe(400)
  expect(await database.usersOf(address)).toEqual([])
  await (await newVisitor()).signIn(address)
  expect(await database.usersOf(address)).toHaveLength(1)
})
