import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkEmail, common, linkPage, problemOf, signInForm } from '@/e2e/support/copy'
import { noteDelivery } from '@/lib/auth/deliver-link'
import { randomId } from '@/lib/platform/secrets'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { destination, pressSignIn, send } from '../support/plain-request'
import { attemptIn } from '../support/redis'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { freshAddress } from '../support/visitor'
import { wrongCode } from '../support/wrong-code'

test('a pasted code submits itself when it is complete, however it is written', async ({ visitor }) => {
  const email = await visitor.requestLink()
  const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
  await expect(field).toHaveAttribute('inputmode', 'numeric')
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  const digits = email.code.replace(' ', '')
  await field.pressSequentially(digits.slice(0, 5))
  await expect(visitor.page).toHaveURL('/check-email')
  await field.fill(`${digits.slice(0, 3)}-${digits.slice(3)}`)
  await visitor.expectHello()
})

withAndWithoutJavaScript(() => {
  test('after five wrong codes it offers a new email, to the same address and place', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    const { page, address } = visitor
    const email = await visitor.requestLink(address, { from: '/dashboard?tab=2' })
    for (const left of [4, 3, 2, 1]) {
      await visitor.enterCode(wrongCode(email.code, left))
      await expect(page.getByText(problemOf({ reason: 'wrong-code', triesLeft: left }))).toBeVisible()
    }
    await visitor.enterCode(wrongCode(email.code, 5))
    await expect(page.getByRole('heading', { name: checkEmail.tooManyTries.title })).toBeVisible()
    await expect(page.getByText(address)).toBeVisible()

    const other = await newVisitor()
    await other.openDeadLink(email.link)
    await expect(other.page.getByText(linkPage.invalid.reasons['too-many-tries']())).toBeVisible()

    const since = new Date()
    await page.getByRole('button', { name: checkEmail.sendAgain }).click()
    await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    await visitor.enterCode((await mailbox.waitForEmail(address, { since })).code)
    await expect(page).toHaveURL('/dashboard?tab=2')
  })

  test('a wrong address is one step back, with the field filled and the place kept', async ({ visitor }) => {
    const { page } = visitor
    await visitor.requestLink(visitor.address, { from: '/dashboard?tab=2' })
    await page.getByRole('link', { name: checkEmail.otherAddress }).click()
    const field = page.getByRole('textbox', { name: common.email })
    await expect(field).toHaveValue(visitor.address)
    const right = freshAddress()
    const since = new Date()
    await visitor.typeAddress(right)
    await expect(page.getByText(right)).toBeVisible()
    await page.goto((await visitor.mailbox.waitForEmail(right, { since })).link)
    await expect(page).toHaveURL('/dashboard?tab=2')
    await visitor.expectHello(right)
  })

  test('asks about a likely typo, and fills in the form: it sends nothing by itself', async ({
    visitor,
    mailbox,
  }) => {
    const { page } = visitor
    const [name] = visitor.address.split('@')
    const meant = `${name}@gmail.com`
    await visitor.requestLink(`${name}@gmial.com`, { from: '/dashboard?tab=2' })
    await expect(page.getByText(checkEmail.didYouMean(meant))).toBeVisible()
    await page.getByRole('link', { name: checkEmail.correctAddress }).click()
    await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(meant)
    expect(page.url()).not.toContain(name)
    expect(await mailbox.count(meant)).toBe(0)
    await page.getByRole('button', { name: signInForm.submit }).click()
    await expect(page).toHaveURL('/check-email')
    await expect(page.getByText(checkEmail.didYouMean(meant))).toHaveCount(0)
    const email = await mailbox.waitForEmail(meant)
    const inbox = page.getByRole('link', { name: checkEmail.openWebmail('Gmail') })
    await expect(inbox).toHaveAttribute('href', /^https:\/\/mail\.google\.com\/.*sign-in%40example\.com/)
    await expect(inbox).toHaveAttribute('rel', /noreferrer/)
    await page.goto(email.link)
    await expect(page).toHaveURL('/dashboard?tab=2')
  })

  test('remembers the last address that signed in here, and forgets it when told to', async ({ visitor }) => {
    const { page } = visitor
    const field = page.getByRole('textbox', { name: common.email })
    const forget = page.getByRole('button', { name: signInForm.forget })
    await page.goto('/')
    await expect(field).toHaveValue('')
    await expect(forget).toHaveCount(0)
    await visitor.signInUnseen()
    await page.goto('/dashboard')
    await visitor.signOut()
    await expect(field).toHaveValue(visitor.address)
    await forget.click()
    await expect(forget).toHaveCount(0)
    await expect(field).toHaveValue('')
    expect(await visitor.context.cookies()).toEqual([])
  })
})

test.describe('with a mail service that takes its time', () => {
  test.describe.configure({ mode: 'default' })

  /** It accepts emails once it is told to, and sends no delivery events. */
  let slow: Server
  let isOpen: boolean
  let waiting: (() => void)[]
  let instance: Instance
  test.beforeAll(async () => {
    slow = createServer((_, response) => {
      const answer = () => response.end(JSON.stringify({ id: randomUUID() }))
      if (isOpen) answer()
      else waiting.push(answer)
    })
    await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening))
    const { port } = slow.address() as AddressInfo
    const RESEND_BASE_URL = `http://127.0.0.1:${port}`
    instance = await startSecondInstance((origin) => ({ APP_URL: origin, RESEND_BASE_URL }))
  })
  test.afterAll(async () => {
    await instance.stop()
    slow.closeAllConnections()
    slow.close()
  })

  withAndWithoutJavaScript(() => {
    test('the page is there before the email is sent, and hears by itself that it was', async ({
      visitor,
      redis,
    }) => {
      const { page, hasJavaScript } = visitor
      const told = (state: keyof typeof checkEmail.emailState) =>
        page.getByRole('status').filter({ hasText: checkEmail.emailState[state] })
      isOpen = false
      waiting = []
      const refresh = page.locator('noscript meta[http-equiv=refresh]')
      await visitor.submitForm(visitor.address, { origin: instance.origin })
      await expect(told('queued')).toBeVisible()
      if (!hasJavaScript) await expect(refresh).toHaveCount(1)
      isOpen = true
      for (const answer of waiting) answer()
      await expect(told('accepted')).toBeVisible()
      await expect(page).toHaveURL(`${instance.origin}/check-email`)
      // From here on, it may take minutes: without scripts, the page leaves the visitor alone.
      if (!hasJavaScript) await expect(refresh).toHaveCount(0)

      const id = attemptIn((await visitor.requireCookie('pending')).value)
      await noteDelivery(`${id}1`, 'delivered')
      if (!hasJavaScript) await page.reload()
      await expect(told('delivered')).toBeVisible()
      expect((await redis.attempt(id)).sent).toBe('1')
    })
  })
})

test('attack: a pending cookie with a made-up attempt, or another browser’s, shows nothing', async ({
  client,
  newClient,
}) => {
  const other = newClient()
  await other.requestLink()
  await client.requestLink()
  const { name, value } = client.cookie('pending')
  const cookieFor = (id: string) => `${name}=${value.slice(0, 22)}${id}`
  // The premise: with its own attempt, this cookie shows the address.
  const own = await send('/check-email', { cookies: cookieFor(attemptIn(value)) })
  expect(await own.text()).toContain(client.address)

  for (const id of [attemptIn(other.cookie('pending').value), randomId(), '']) {
    const cookies = cookieFor(id)
    const room = await send('/check-email', { cookies })
    expect([room.status, destination(room)]).toEqual([307, '/'])
    const form = await send('/', { cookies })
    expect(form.status).toBe(200)
    const page = await form.text()
    for (const { address } of [client, other]) expect(page).not.toContain(address)
  }
})

test('after a sign-in on another device, the button sends a link that works here', async ({
  visitor,
  redis,
  database,
}) => {
  const { page, address, mailbox } = visitor
  const email = await visitor.requestLink()
  expect((await pressSignIn(email.link)).status).toBe(303)
  const id = attemptIn((await visitor.requireCookie('pending')).value)
  await expect.poll(async () => (await redis.attempt(id)).redeemed).toBe('1')

  // The first attempt is over, so the next email is a new one's, and there is nothing to wait for.
  const since = new Date()
  await page.getByRole('button', { name: checkEmail.sendAgain }).click()
  await page.goto((await mailbox.waitForEmail(address, { since })).link)
  await visitor.expectHello()
  expect(new Set((await database.sessionsOf(address)).map(({ attemptId }) => attemptId)).size).toBe(2)
})

// The pages that emails link to have no scripts.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('names where and when a link was requested, and how to sign in there', async ({
    visitor,
    newVisitor,
  }) => {
    const email = await visitor.requestLink()
    const { page } = await newVisitor()
    await page.goto(email.link)
    await expect(
      page.getByText(/just now, in another browser: (Chrome|Mobile Chrome).* on (Linux|Android)/),
    ).toBeVisible()
    await expect(page.getByText(linkPage.confirm.elsewhere)).toBeVisible()
  })

  test('does not replace the session of another account without saying so first', async ({
    visitor,
    client,
    database,
  }) => {
    const { page } = visitor
    await visitor.signInUnseen()
    const email = await client.requestLink()

    await page.goto(email.link)
    await expect(page.getByText(linkPage.confirm.otherAccount(visitor.address))).toBeVisible()
    // A form that was loaded before the session began, and so didn't say so, gets the page that does.
    const uninformed = await visitor.context.request.post(email.link, {
      form: {},
      maxRedirects: 0,
    })
    expect(uninformed.status()).toBe(200)
    expect(await database.sessionsOf(client.address)).toEqual([])

    await page.getByRole('button', { name: linkPage.confirm.change }).click()
    await visitor.expectHello(client.address)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
  })
})
