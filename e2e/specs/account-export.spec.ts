import { readFile } from 'node:fs/promises'
import { account, activityPage, common } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { destination, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'

const PATH = '/account/export'

withAndWithoutJavaScript(() => {
  test('downloads everything, with no secret in it', async ({ visitor, newVisitor, database }) => {
    const { page } = visitor
    const mails = [await visitor.signIn(), await (await newVisitor()).askForLink(visitor.address)]
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
      knownDevices: [{}],
      events: expect.arrayContaining([expect.objectContaining({ kind: 'email-sent' })]),
      emailChanges: [],
      suppression: null,
      signInLinks: expect.arrayContaining([expect.objectContaining({ leadsTo: '/dashboard' })]),
      leftOut: { 'Session.bindingHash': expect.any(String) },
    })

    const cookies = (await visitor.context.cookies()).map(({ value }) => value)
    const secrets = [
      ...cookies,
      ...sessions.map(({ attemptId }) => attemptId),
      ...mails.flatMap(({ token, code }) => [token, token.slice(22), code, code.replace(' ', '')]),
    ]
    for (const secret of secrets) expect(text).not.toContain(secret)

    await expect(async () => {
      await page.goto('/account/activity')
      await expect(page.getByText(activityPage.types.exported)).toBeVisible()
    }).toPass()
  })
})

test('answers a file that no cache keeps and no browser takes for anything else', async ({ visitor }) => {
  await visitor.signIn()
  const answer = await send(PATH, { cookies: await visitor.copyCookies() })
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="magic-link-export.json"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
})

test('other methods export nothing', async ({ visitor }) => {
  await visitor.signIn()
  const cookies = await visitor.copyCookies()
  const head = await send(PATH, { method: 'HEAD', cookies })
  expect(head.status).toBe(200)
  expect(head.headers.get('content-disposition')).toContain('attachment')
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const answer = await send(PATH, { method, cookies })
    expect(answer.status, method).toBe(405)
    expect(await answer.text()).not.toContain(visitor.address)
  }
  const foreign = await send(PATH, { method: 'POST', cookies, headers: { Origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
  await visitor.page.goto('/account/activity')
  await expect(visitor.page.getByText(activityPage.types['signed in'], { exact: true })).toBeVisible()
  await expect(visitor.page.getByText(activityPage.types.exported)).toHaveCount(0)
})

test('while Redis is away there is a sentence, and no half of an export', async ({ visitor }) => {
  await visitor.signIn()
  const cookies = await visitor.copyCookies()
  const { origin, stop } = await startSecondInstance(() => ({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' }))
  try {
    const answer = await send(PATH, { cookies, origin })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-disposition')).toBeNull()
    expect(await answer.text()).toBe(`${common.unavailable}\n`)
    expect((await send(PATH, { cookies })).status).toBe(200)
  } finally {
    await stop()
  }
})

test('without a session it leads to the form, and from there not to a file', async ({ visitor }) => {
  for (const method of ['GET', 'HEAD']) {
    const answer = await send(PATH, { method })
    expect(answer.status).toBe(307)
    expect(destination(answer)).toBe(`/?next=${encodeURIComponent(PATH)}`)
  }
  const mail = await visitor.askForLink(visitor.address, { from: PATH })
  await visitor.page.goto(mail.link)
  await visitor.expectHello()
})
