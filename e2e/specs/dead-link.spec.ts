import { common, linkPage, problemOf } from '@/e2e/support/copy'
import { minutes, seconds } from '@/lib/platform/time'
import type { Client } from '../support/client'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { cookiesFrom, destination, pressSignIn, send } from '../support/plain-request'
import { attemptOf } from '../support/redis'
import { letClientWait, letWaitingPass } from '../support/time'
import type { Visitor } from '../support/visitor'

const link = (token: string) => `${environment.appUrl}/magic-link/${token}`

/** Another character in that place, of those that tokens are made of. */
const changed = (token: string, at: number) =>
  token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)

const BROKEN: [what: string, broken: (token: string) => string][] = [
  ['whose secret was tampered with', (token) => changed(token, 30)],
  ['whose id was tampered with', (token) => changed(token, 3)],
  ['that lost its last character', (token) => token.slice(0, -1)],
  ['that lost its second half', (token) => token.slice(0, 22)],
  ['that got something behind it', (token) => `${token}%20`],
  ['of 5000 characters', () => 'a'.repeat(5000)],
]

withAndWithoutJavaScript(() => {
  test('a used link says so, and one click sends a new one to the same address', async ({ visitor }) => {
    const email = await visitor.requestLinkUnseen(visitor.address, { next: '/dashboard?tab=2' })
    expect((await pressSignIn(email.link)).status).toBe(303)
    await visitor.openDeadLink(email.link)
    await expect(visitor.page.getByText(linkPage.invalid.reasons.used())).toBeVisible()
    await sendNewLinkWithOneClick(visitor)
  })
})

// The pages that emails link to have no scripts.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an expired link says so, and one click sends a new one to the same address', async ({
    visitor,
    redis,
  }) => {
    const email = await visitor.requestLinkUnseen(visitor.address, { next: '/dashboard?tab=2' })
    await redis.expire(email.token)
    await visitor.openDeadLink(email.link)
    await sendNewLinkWithOneClick(visitor)
  })

  test('an expired link knows the address in every browser, for a while', async ({
    visitor,
    newVisitor,
    redis,
  }) => {
    const email = await visitor.requestLinkUnseen(visitor.address, { next: '/dashboard?tab=2' })
    await redis.expire(email.token)
    const other = await newVisitor()
    await other.openDeadLink(email.link)
    await expect(other.page.getByText(linkPage.invalid.reasons.expired(10))).toBeVisible()
    await sendNewLinkWithOneClick(other, visitor.address, '/dashboard')
  })

  test('a visitor who has signed in since goes straight on from an expired link', async ({
    visitor,
    redis,
  }) => {
    const email = await visitor.requestLinkUnseen(visitor.address, { next: '/dashboard?tab=2' })
    await redis.expire(email.token)
    // By another attempt: all links of one lead to where its latest request was going.
    const pending = await visitor.requireCookie('pending')
    await visitor.context.clearCookies()
    await visitor.signInUnseen()
    await visitor.context.addCookies([pending])
    await visitor.page.goto(email.link)
    await expect(visitor.page).toHaveURL('/dashboard?tab=2')
  })
})

for (const [what, broken] of BROKEN) {
  test(`a link ${what} is refused, and a new one is a click away`, async ({ client, database }) => {
    const email = await client.requestLink(client.address, '/dashboard?tab=2')
    const path = `/magic-link/${broken(email.token)}`
    await expectDead(await client.send(path))
    expect((await pressSignIn(link(broken(email.token)))).status).toBe(400)
    expect(await database.sessionsOf(client.address)).toEqual([])
    // The email that was sent still works: it's too early for another.
    await letClientWait(client, seconds(30))
    const form = await client.formOn(path, linkPage.invalid.submit)
    expect(form.get('email')).toBe(client.address)
    await sendNewLink(client, form, '/dashboard?tab=2')
  })
}

for (const path of ['%', '%zz', '%ff%fe', '%00', 'again', '..%2f']) {
  test(`/magic-link/${path} is answered 400, and offers a new link`, async ({ client }) => {
    await expectDead(await client.send(`/magic-link/${path}`))
    const form = await client.formOn(`/magic-link/${path}`, linkPage.invalid.ask)
    form.set('email', client.address)
    await sendNewLink(client, form, '/dashboard')
  })
}

test('a link that was tampered with says so, and a new one is one click away, in a browser', async ({
  visitor,
}) => {
  const email = await visitor.requestLinkUnseen(visitor.address, { next: '/dashboard?tab=2' })
  await visitor.openDeadLink(link(changed(email.token, 30)))
  await letWaitingPass(visitor, seconds(30))
  await sendNewLinkWithOneClick(visitor)
})

test('a link that can’t be decoded says so, and takes an address for a new one, in a browser', async ({
  visitor,
}) => {
  await visitor.openDeadLink(link('%'))
  await typeAddressForNewLink(visitor)
})

async function expectDead(answer: Response): Promise<void> {
  expect(answer.status).toBe(400)
  const page = await answer.text()
  expect(page).toContain('<title>Magic Link invalid/expired')
  expect(page).toContain(linkPage.invalid.title)
}

/** Submits the form of a dead link's page, and signs in with the email that arrives. */
async function sendNewLink(client: Client, form: FormData, next: string): Promise<void> {
  const since = new Date()
  const answer = await client.send('/magic-link', { method: 'POST', form })
  expect([answer.status, destination(answer)]).toEqual([303, '/check-email'])
  expect(await (await client.send('/check-email')).text()).toContain(client.address)
  await client.openLink((await client.mailbox.waitForEmail(client.address, { since })).link, next)
  await client.expectHello()
}

test('a link lives for ten minutes and no longer', async ({ visitor, redis }) => {
  const email = await visitor.requestLinkUnseen()
  await redis.letPass(attemptOf(email.token), minutes(10) - seconds(15))
  expect((await send(new URL(email.link).pathname)).status).toBe(200)
  await redis.letPass(attemptOf(email.token), seconds(15))
  await visitor.openDeadLink(email.link)
})

test('the same link gives the same browser the same session again', async ({ visitor, database }) => {
  const { page, address } = visitor
  const email = await visitor.requestLink()
  await page.goto(email.link)
  await visitor.expectHello()
  const sessions = await database.sessionsOf(address)
  expect(sessions).toHaveLength(1)

  // Once as a browser whose answer got lost on the way, once as one that pressed reload.
  const { name, value } = (await visitor.cookie('pending')) ?? {}
  const again = await send(new URL(email.link).pathname, { cookies: `${name}=${value}` })
  expect(again.status).toBe(303)
  expect(cookiesFrom(again)).toMatch(/(^|; )(__Host-)?session=/)
  expect((await send('/dashboard', { cookies: cookiesFrom(again) })).status).toBe(200)
  await page.goto(email.link)
  await visitor.expectHello()
  expect(await database.sessionsOf(address)).toEqual(sessions)
})

test('says why no new link was sent, and keeps what was typed', async ({ visitor }) => {
  const { page } = visitor
  await visitor.openDeadLink(link('cut-off'))
  await page.getByRole('textbox', { name: linkPage.invalid.ask }).fill('ann@nowhere')
  await page.getByRole('button', { name: 'Send a new link' }).click()
  const field = page.getByRole('textbox', { name: common.email })
  await expect(field).toHaveValue('ann@nowhere')
  await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'malformed' }))
})

test('attack: another site cannot have a new link sent', async ({ visitor, mailbox }) => {
  const answer = await send('/magic-link', {
    method: 'POST',
    headers: { Origin: 'https://evil.example' },
    form: { email: visitor.address },
  })
  expect(answer.status).toBe(403)
  expect(destination(answer)).toBeUndefined()
  expect(await mailbox.count(visitor.address)).toBe(0)
})

/** @param next where the requester was going; another browser lands on the dashboard */
async function sendNewLinkWithOneClick(
  visitor: Visitor,
  address = visitor.address,
  next = '/dashboard?tab=2',
) {
  await expect(visitor.page.getByText(address)).toBeVisible()
  await expect(visitor.page.getByRole('textbox')).toHaveCount(0)
  await pressSend(visitor, address)
  await expect(visitor.page).toHaveURL(next)
}

async function typeAddressForNewLink(visitor: Visitor) {
  await visitor.page.getByRole('textbox', { name: linkPage.invalid.ask }).fill(visitor.address)
  await pressSend(visitor, visitor.address)
  await expect(visitor.page).toHaveURL('/dashboard')
}

async function pressSend(visitor: Visitor, address: string) {
  const since = new Date()
  await visitor.page.getByRole('button', { name: 'Send a new link' }).click()
  await expect(visitor.page).toHaveURL('/check-email')
  await expect(visitor.page.getByText(address)).toBeVisible()
  const email = await visitor.mailbox.waitForEmail(address, { since })
  await visitor.page.goto(email.link)
  await visitor.expectHello(address)
}
