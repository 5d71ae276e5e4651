import { checkEmail, linkPage, noAccountEmail, problemOf } from '@/e2e/support/copy'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { operator } from '../support/operator'
import { destination, pressSignIn, send } from '../support/plain-request'
import { freshAddress } from '../support/visitor'

// What an operator does to an account from another process, as the instances of the application see it.

test.describe.configure({ mode: 'default', timeout: 60_000 })
test.use({ javaScriptEnabled: false })

test('a disabled or deleted user is signed out at the next request, on every instance', async ({
  newClient,
  database,
  second,
}) => {
  for (const act of ['disable', 'delete'] as const) {
    const client = newClient()
    await client.signIn()
    const { cookies } = client
    const open = () =>
      Promise.all(
        [environment.appUrl, second.origin].map((origin) => send('/dashboard', { cookies, origin })),
      )
    expect((await open()).map(({ status }) => status)).toEqual([200, 200])
    await operator(act, client.address)
    for (const answer of await open()) {
      expect([answer.status, destination(answer)]).toEqual([307, '/?next=/dashboard'])
    }
    const sessions = await database.sessionsOf(client.address)
    expect(sessions.map(({ ended }) => ended)).toEqual(act === 'disable' ? [true] : [])
  }
})

test('a disabled address gets the response that every address gets, and a polite email', async ({
  client: { address },
  client,
  newVisitor,
  mailbox,
}) => {
  await client.signIn()
  await operator('disable', address)
  const since = new Date()
  const there = await newVisitor()
  await there.submitForm(address)
  await expect(there.page).toHaveURL('/check-email')
  await expect(there.page.getByText(checkEmail.sent(address))).toBeVisible()
  const email = await mailbox.newest(address, { since })
  expect(email.subject).toBe(noAccountEmail.subject)
  expect(email.text).not.toMatch(/magic-link|\b\d{3} \d{3}\b/)
})

test('attack: an earlier link is dead once its owner is disabled, and stays dead; a new one works', async ({
  client: { address },
  client,
  newVisitor,
  newClient,
  database,
}) => {
  await client.signIn()
  const requester = await newVisitor()
  const email = await requester.requestLink(address)
  await operator('disable', address)

  const expectDead = async () => {
    await requester.page.goto('/check-email')
    await requester.enterCode(email.code)
    await expect(requester.page.getByText(problemOf({ reason: 'revoked' }))).toBeVisible()
    expect((await pressSignIn(email.link)).status).toBe(400)
    await requester.openDeadLink(email.link)
    await expect(requester.page.getByText(linkPage.invalid.reasons.revoked())).toBeVisible()
  }
  await expectDead()
  await operator('enable', address)
  await expectDead()
  expect(await database.sessionsOf(address)).toMatchObject([{ ended: true }])
  await newClient().signIn(address)
})

test('a user deleted with a link on its way is gone for good, and may start over', async ({
  newClient,
  newVisitor,
  database,
}) => {
  const address = freshAddress()
  await newClient().signIn(address)
  const requester = await newVisitor()
  const email = await requester.requestLinkUnseen(address)
  await operator('delete', address)
  await requester.openDeadLink(email.link)
  expect((await pressSignIn(email.link)).status).toBe(400)
  expect(await database.usersOf(address)).toEqual([])
  await newClient().signIn(address)
  expect(await database.usersOf(address)).toHaveLength(1)
})
