import { linkPage } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { send } from '../support/plain-request'

withAndWithoutJavaScript(() => {
  test('asks before it signs in a browser that did not ask for the link', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const { address } = visitor
    const mail = await visitor.askForLink()
    const { page } = await newVisitor()

    const answer = await page.goto(mail.link)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading', { name: linkPage.confirm.title })).toBeVisible()
    await expect(page.getByText(address)).toBeVisible()
    expect(await database.sessionsOf(address)).toEqual([])

    // Looking has spent nothing: the asking browser still needs no more than the click.
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })

  test('signs in another browser with the button, and the link is then used', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const { address } = visitor
    const mail = await visitor.askForLink(address, { from: '/dashboard?tab=2' })
    const other = await newVisitor()
    await other.page.goto(mail.link)
    await other.page.getByRole('button', { name: linkPage.confirm.submit }).click()
    await other.expectHello(address)
    await expect(other.page).toHaveURL('/dashboard?tab=2')

    await visitor.openDeadLink(mail.link)
    const third = await newVisitor()
    await third.openDeadLink(mail.link)
    expect(await database.sessionsOf(address)).toEqual([
      { id: expect.any(String), attemptId: expect.any(String), ended: false },
    ])
  })

  test('makes one session of a double click on the button', async ({ visitor, newVisitor, database }) => {
    const mail = await visitor.askForLink()
    const other = await newVisitor()
    await other.page.goto(mail.link)
    await other.page.getByRole('button', { name: linkPage.confirm.submit }).dblclick()
    await other.expectHello(visitor.address)
    await expect(other.page).toHaveURL('/dashboard')
    expect(await database.sessionsOf(visitor.address)).toHaveLength(1)
  })
})

test('gives the same session to a button that the same browser presses again', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const mail = await visitor.askForLink()
  const other = await newVisitor()
  await other.page.goto(mail.link)
  const press = () => other.context.request.post(mail.link, { form: { intent: 'sign-in' }, maxRedirects: 0 })

  const answers = [...(await Promise.all([press(), press(), press()])), await press()]
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303])
  expect(await database.sessionsOf(visitor.address)).toHaveLength(1)
  await other.page.goto('/dashboard')
  await other.expectHello(visitor.address)
})

test('does not let the button of a stranger to the link sign in twice', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const mail = await visitor.askForLink()
  const [one, two] = [await newVisitor(), await newVisitor()]
  for (const { page } of [one, two]) await page.goto(mail.link)

  await one.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await one.expectHello(visitor.address)

  two.problems.expect(/status of 400/)
  await two.page.getByRole('button', { name: linkPage.confirm.submit }).click()
  await expect(two.page.getByRole('heading', { name: linkPage.invalid.title })).toBeVisible()
  expect(await two.cookie('session')).toBeUndefined()
  expect(await database.sessionsOf(visitor.address)).toHaveLength(1)
})

test('keeps the link out of caches, search engines and Referer headers', async ({ visitor }) => {
  const mail = await visitor.askForLink()
  const path = new URL(mail.link).pathname
  const cookies = await visitor.copyCookies()
  const answers = [await send(path), await send('/magic-link/cut-off'), await send(path, { cookies })]
  expect(answers.map((answer) => answer.status)).toEqual([200, 400, 303])
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})
