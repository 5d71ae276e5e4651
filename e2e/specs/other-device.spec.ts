import { common, linkPage } from '@/e2e/support/copy'
import { expect, test } from '../support/fixtures'
import { fieldOf } from '../support/form'
import { send } from '../support/plain-request'

// The pages that emails link to have no scripts.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('asks before it signs in a browser that did not request the link', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const { address } = visitor
    const email = await visitor.requestLink()
    const { page } = await newVisitor()

    const answer = await page.goto(email.link)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading', { name: linkPage.confirm.title })).toBeVisible()
    await expect(page.getByText(address)).toBeVisible()
    expect(await database.sessionsOf(address)).toEqual([])

    // Looking has spent nothing: the requesting browser still needs no more than one click.
    await visitor.page.goto(email.link)
    await visitor.expectHello()
  })

  test('signs in another browser with the button, and the link is then used', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const { address } = visitor
    const email = await visitor.requestLink(address)
    const other = await newVisitor()
    await other.page.goto(email.link)
    await other.page.getByRole('button', { name: linkPage.confirm.submit }).click()
    await other.expectHello(address)

    await visitor.openDeadLink(email.link)
    const third = await newVisitor()
    await third.openDeadLink(email.link)
    expect(await database.sessionsOf(address)).toEqual([
      { id: expect.any(String), attemptId: expect.any(String), ended: false },
    ])
  })

  test('makes one session of a double click on the button', async ({ visitor, newVisitor, database }) => {
    const email = await visitor.requestLink()
    const other = await newVisitor()
    await other.page.goto(email.link)
    await other.page.getByRole('button', { name: linkPage.confirm.submit }).dblclick()
    await other.expectHello(visitor.address)
    await expect(other.page).toHaveURL('/dashboard')
    expect(await database.sessionsOf(visitor.address)).toHaveLength(1)
  })
})

test('attack: the requester doesn’t choose where another browser lands, nor that it stays signed in', async ({
  newClient,
  newVisitor,
}) => {
  const [attacker, other] = [newClient(), await newVisitor()]
  const next = '/account/sessions'
  const [first, second] = [await attacker.requestLink(attacker.address, next), newClient()]
  await other.page.goto(first.link)
  await expect(other.page.getByRole('checkbox', { name: common.keepSignedIn })).not.toBeChecked()
  await other.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await expect(other.page).toHaveURL('/dashboard')
  expect(await other.requireCookie('session')).toMatchObject({ expires: -1 })
  expect(await other.cookie('device')).toBeUndefined()
  // Nor once it is signed in to that account, nor from the page of a dead link.
  await other.page.goto((await second.requestLink(attacker.address, next)).link)
  await expect(other.page).toHaveURL('/dashboard')
  const page = await (await newClient().send(new URL(first.link).pathname)).text()
  expect([fieldOf(page, 'next'), fieldOf(page, 'remember')]).toEqual(['/dashboard', 'no'])
  // The premise: the browser that requested it goes where it chose.
  await second.openLink((await second.requestLink(second.address, next)).link, next)
})

test('gives the same session to the same browser if it presses the button again', async ({
  client,
  newVisitor,
  database,
}) => {
  const email = await client.requestLink()
  const other = await newVisitor()
  await other.page.goto(email.link)
  const press = () => other.context.request.post(email.link, { form: {}, maxRedirects: 0 })

  const answers = [...(await Promise.all([press(), press(), press()])), await press()]
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303])
  expect(await database.sessionsOf(client.address)).toHaveLength(1)
  await other.page.goto('/dashboard')
  await other.expectHello(client.address)
})

test('does not let two other browsers sign in with one link', async ({ client, newVisitor, database }) => {
  const email = await client.requestLink()
  const [one, two] = [await newVisitor(), await newVisitor()]
  for (const { page } of [one, two]) await page.goto(email.link)

  await one.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await one.expectHello(client.address)

  two.problems.expect(/status of 400/)
  await two.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await two.expectDeadLink()
  expect(await two.cookie('session')).toBeUndefined()
  expect(await database.sessionsOf(client.address)).toHaveLength(1)
})

test('keeps the link out of caches, search engines and Referer headers', async ({ client }) => {
  const email = await client.requestLink()
  const path = new URL(email.link).pathname
  const { cookies } = client
  const answers = [await send(path), await send('/magic-link/cut-off'), await send(path, { cookies })]
  expect(answers.map((answer) => answer.status)).toEqual([200, 400, 303])
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})
