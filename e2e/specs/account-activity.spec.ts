import { activityPage, dashboard, problemOf, sessionsPage } from '@/e2e/support/copy'
import { openDevices } from '../support/account-visits'
import { expect, test } from '../support/fixtures'

const t = activityPage.types
const PATH = '/account/activity'

test('lists emails, wrong codes, sign-ins and how sessions ended, newest first', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const { page } = visitor
  const email = await visitor.requestLink()
  await visitor.enterCode(email.code === '000 000' ? '111111' : '000000')
  // There is no account yet whose activity this would be.
  await expect(page.getByText(problemOf({ reason: 'wrong-code', triesLeft: 4 }))).toBeVisible()
  await page.goto(email.link)
  await visitor.expectHello()

  const elsewhere = await newVisitor()
  const second = await elsewhere.requestLink(visitor.address)
  await elsewhere.enterCode(second.code === '000 000' ? '111111' : '000000')
  await expect(elsewhere.page.getByText(problemOf({ reason: 'wrong-code', triesLeft: 4 }))).toBeVisible()
  await elsewhere.page.goto(second.link)
  await elsewhere.expectHello(visitor.address)
  const rows = await openDevices(visitor)
  await rows.last().getByRole('button', { name: sessionsPage.end }).click()
  await expect(rows).toHaveCount(1)

  const items = page.locator('li.happening')
  // The email about the new device is listed once it has been sent.
  await expect(async () => {
    await page.goto(PATH)
    await expect(items.filter({ hasText: t['email: new-device'] })).toHaveCount(1)
  }).toPass()
  const told = (await items.locator('p:first-child').allTextContents()).filter(
    (what) => what !== t['email: new-device'],
  )
  expect(told).toEqual([
    t['session ended: revoked'],
    t['signed in, new device'],
    t['wrong-code'],
    t['email: sign-in'],
    t['signed in'],
  ])
  await expect(items.first().locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT.*Z$/)

  const html = await page.content()
  const sessions = await database.sessionsOf(visitor.address)
  const secrets = [email, second].flatMap(({ token, code }) => [token, code, code.replace(' ', '')])
  for (const secret of [...secrets, ...sessions.flatMap(({ id, attemptId }) => [id, attemptId])]) {
    expect(html).not.toContain(secret)
  }
})

test('shows fifty at a time, and every one of them once', async ({ visitor, database }) => {
  const { page } = visitor
  await visitor.signInUnseen()
  await database.addWrongCodes(visitor.address, 120)
  const items = page.locator('li.happening')
  await page.goto(PATH)
  await expect(page.getByRole('link', { name: activityPage.newest })).toHaveCount(0)
  let seen = 0
  for (const many of [50, 50, 21]) {
    await expect(items).toHaveCount(many)
    seen += many
    const older = page.getByRole('link', { name: activityPage.older })
    if (many === 50) await older.click()
    else await expect(older).toHaveCount(0)
    await expect(page).toHaveURL(/\?before=/)
  }
  expect(seen).toBe(121)
  await page.getByRole('link', { name: activityPage.newest }).click()
  await expect(page).toHaveURL(PATH)
  await expect(items.first()).toContainText(t['signed in'])
})

for (const before of ['', 'yesterday', '2026-02-31T00:00:00Z', "'; DROP TABLE Event; --", '%00', '1e99']) {
  test(`a page before ${JSON.stringify(before)} is the first page`, async ({ client }) => {
    await client.signIn()
    for (const query of [`before=${encodeURIComponent(before)}`, 'before=a&before=b']) {
      const answer = await client.send(`${PATH}?${query}`)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain(t['signed in'])
    }
  })
}

test('shows nothing of another account', async ({ visitor, client }) => {
  await client.signIn()
  await visitor.signIn()
  await visitor.page.getByRole('link', { name: dashboard.account }).click()
  await visitor.page.getByRole('navigation').getByRole('link', { name: activityPage.title }).click()
  await expect(visitor.page.getByRole('heading', { name: activityPage.title })).toBeVisible()
  await expect(visitor.page.locator('li.happening').filter({ hasText: t['signed in'] })).toHaveCount(1)
})

test('shows a part of it, and says which', async ({ client }) => {
  await client.signIn()
  // The first email was to no account yet.
  await client.signIn()
  const part = async (show: string) => (await client.send(`${PATH}?show=${show}`)).text()
  // Anything else is everything.
  await expect.poll(() => part('%00')).toContain(t['email: sign-in'])
  const signIns = await part('sign-ins')
  expect(signIns).toContain(`href="${PATH}?show=sign-ins" aria-current="true"`)
  expect(signIns).toContain(t['signed in'])
  expect(signIns).not.toContain(t['email: sign-in'])
  expect(await part('emails')).toContain(t['email: sign-in'])
  expect(await part('changes')).toContain(activityPage.nothing)
})
