import { readFile } from 'node:fs/promises'
import { account, activityPage, linkPage } from '@/e2e/support/copy'
import { minutes } from '@/lib/platform/time'
import { reauthenticateByEmail } from '../support/account-visits'
import { expect, test } from '../support/fixtures'
import { destination, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'

const PATH = '/account/export'

// A plain link.
test.describe('with JavaScript', () => {
  test('downloads everything, with no secret in it', async ({ visitor, client, database }) => {
    const { page } = visitor
    const emails = [await visitor.signInUnseen(), await client.requestLink(visitor.address)]
    await page.goto('/account')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: account.download }).click(),
    ])
    expect(download.suggestedFilename()).toBe('magic-link-export.json')
    const text = await readFile(await download.path(), 'utf8')
    const sessions = await database.sessionsOf(visitor.address)
    expect(JSON.parse(text)).toMatchObject({
      user: { email: visitor.address },
      sessions: sessions.map(({ id }) => ({ id, device: expect.any(String), remember: true, endedAt: null })),
      events: expect.arrayContaining([expect.objectContaining({ type: 'email-sent' })]),
      emailChanges: [],
      suppression: null,
      leftOut: { 'Session.bindingHash': expect.any(String) },
    })

    // The browser's time zone is no secret.
    const secretCookies = (await visitor.context.cookies()).filter(({ httpOnly }) => httpOnly)
    const cookies = secretCookies.map(({ value }) => value)
    const secrets = [
      ...cookies,
      ...sessions.map(({ attemptId }) => attemptId),
      ...emails.flatMap(({ token, code }) => [token, token.slice(22, 65), code, code.replace(' ', '')]),
    ]
    for (const secret of secrets) expect(text).not.toContain(secret)

    await expect(async () => {
      await page.goto('/account/activity')
      await expect(page.getByText(activityPage.types.exported)).toBeVisible()
    }).toPass()
  })
})

test('attack: an unattended browser exports nothing: after ten minutes it asks for a new sign-in, and lands on the link', async ({
  visitor,
  database,
}) => {
  await visitor.signInUnseen()
  await database.ageSessions(visitor.address, { signIn: minutes(10) })
  for (const method of ['GET', 'HEAD']) {
    const answer = await send(PATH, { method, cookies: await visitor.copyCookies() })
    expect([answer.status, destination(answer)]).toEqual([
      307,
      `/account/reauthenticate?next=${encodeURIComponent('/account#data')}`,
    ])
    expect(answer.headers.get('content-disposition')).toBeNull()
  }
  await visitor.page.goto('/account')
  await visitor.page.getByRole('link', { name: account.download }).click()
  await reauthenticateByEmail(visitor, visitor.address)
  await expect(visitor.page).toHaveURL('/account#data')
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.page.getByRole('link', { name: account.download }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain(visitor.address)
})

test('sends a file that no cache stores and no browser takes for anything else', async ({ client }) => {
  await client.signIn()
  const answer = await client.send(PATH)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="magic-link-export.json"',
    'cache-control': 'no-store, no-transform',
    'x-content-type-options': 'nosniff',
  })
})

test('other methods export nothing', async ({ client }) => {
  await client.signIn()
  const { cookies } = client
  const head = await send(PATH, { method: 'HEAD', cookies })
  expect(head.status).toBe(200)
  expect(head.headers.get('content-disposition')).toContain('attachment')
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const answer = await send(PATH, { method, cookies })
    expect(answer.status, method).toBe(405)
    expect(await answer.text()).not.toContain(client.address)
  }
  const foreign = await send(PATH, { method: 'POST', cookies, headers: { Origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
  const activity = await (await client.send('/account/activity')).text()
  expect(activity).toContain(`>${activityPage.types['signed in']}<`)
  expect(activity).not.toContain(activityPage.types.exported)
})

test('while the database is down there is a sentence, and no half of an export', async ({ client }) => {
  await client.signIn()
  const { cookies } = client
  const { origin, stop } = await startSecondInstance(() => ({ DATABASE_URL: 'file:/nowhere/at/all.db' }))
  try {
    const answer = await send(PATH, { cookies, origin })
    expect([answer.status, destination(answer)]).toEqual([307, '/unavailable?next=%2Faccount%23data'])
    expect(answer.headers.get('content-disposition')).toBeNull()
    const page = await send('/unavailable?next=/account', { cookies, origin })
    expect(page.status).toBe(503)
    expect(await page.text()).toContain(linkPage.unavailable.title)
    expect((await send(PATH, { cookies })).status).toBe(200)
  } finally {
    await stop()
  }
})

test('while Redis is down, the export is whole all the same', async ({ client }) => {
  await client.signIn()
  const { cookies } = client
  const { origin, stop } = await startSecondInstance(() => ({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' }))
  try {
    const answer = await send(PATH, { cookies, origin })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ user: { email: client.address }, sessions: [{}] })
  } finally {
    await stop()
  }
})

test('without a session it redirects to the form, and from there not to a file', async ({ client }) => {
  for (const method of ['GET', 'HEAD']) {
    const answer = await send(PATH, { method })
    expect(answer.status).toBe(307)
    expect(destination(answer)).toBe(`/?next=${encodeURIComponent(PATH)}`)
  }
  const form = await client.formOn(`/?next=${encodeURIComponent(PATH)}`, 'name="email"')
  form.set('email', client.address)
  const since = new Date()
  expect(destination(await client.send('/', { method: 'POST', form }))).toBe('/check-email')
  await client.openLink((await client.mailbox.waitForEmail(client.address, { since })).link)
  await client.expectHello()
})
