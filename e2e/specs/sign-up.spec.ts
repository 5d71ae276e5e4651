import { checkEmail, linkPage, noAccountEmail, signInEmail } from '@/e2e/support/copy'
import type { Client } from '../support/client'
import { expect, test } from '../support/fixtures'
import { operator } from '../support/operator'
import { pressSignIn, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { freshAddress, type Visitor } from '../support/visitor'

// An instance that is closed to new users, beside one that is open, with the same users.

test.describe.configure({ mode: 'default', timeout: 60_000 })

let closed: Awaited<ReturnType<typeof startSecondInstance>>
test.beforeAll(async () => {
  closed = await startSecondInstance((origin) => ({ APP_URL: origin, SIGN_UP: 'closed' }))
})
test.afterAll(() => closed.stop())

/** The address of a user, of no user, and of a disabled one. */
async function threeAddresses(newClient: () => Client) {
  const [known, unknown, disabled] = [freshAddress(), freshAddress(), freshAddress()]
  for (const address of [known, disabled]) await newClient().signIn(address)
  await operator('disable', disabled)
  return { known, unknown, disabled }
}

/** The page as it is seen, except for what differs from one minute and person to the next. */
async function whatIsSeen({ page }: Visitor, address: string) {
  const seen = await page.locator('body').innerText()
  expect(seen).toContain(address)
  return seen
    .replaceAll(address, 'ADDRESS')
    .replace(/\d+ (minute|second)s?/g, 'A WHILE')
    .replace(/mention [\dA-Z-]{9}/, 'mention REFERENCE')
}

// enumeration.spec.ts compares every byte.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('known, unknown and disabled addresses see the same page, and two of them get a polite email', async ({
    newVisitor,
    newClient,
    mailbox,
  }) => {
    const addresses = await threeAddresses(newClient)
    const seen: Record<string, unknown> = {}
    for (const [who, address] of Object.entries(addresses)) {
      const [visitor, since] = [await newVisitor(), new Date()]
      await visitor.submitForm(address, { origin: closed.origin })
      await expect(visitor.page).toHaveURL(`${closed.origin}/check-email`)
      const email = await mailbox.newest(address, { since })
      expect(email.subject, who).toBe(who === 'known' ? signInEmail.subject : noAccountEmail.subject)
      expect(email.links.some((link) => link.startsWith(`${closed.origin}/magic-link/`))).toBe(
        who === 'known',
      )
      if (who !== 'known') expect(email.text).not.toMatch(/magic-link|\b\d{3} \d{3}\b/)

      // As far as it gets here: webhooks arrive at an instance with another origin, which ignores them.
      await expect(async () => {
        await visitor.page.reload()
        await expect(visitor.page.getByText(checkEmail.emailState.accepted)).toBeVisible({ timeout: 500 })
      }).toPass()
      const { value, ...cookie } = await visitor.requireCookie('pending')
      seen[who] = {
        page: await whatIsSeen(visitor, address),
        cookie: { ...cookie, expires: 0 },
        size: value.length,
      }
    }
    expect(seen.unknown).toEqual(seen.known)
    expect(seen.disabled).toEqual(seen.known)
  })
})

test('the limit of an address holds for all of them alike', async ({ client, newClient, mailbox }) => {
  const addresses = await threeAddresses(newClient)
  const before = await mailbox.count(addresses.known)
  const { origin } = closed
  const form = await client.formOn('/', 'name="email"')
  for (const [who, email] of Object.entries(addresses)) {
    form.set('email', email)
    // Five emails in an hour is what one address gets.
    for (let n = 0; n < 7; n++) {
      const answer = await send('/', { method: 'POST', form, origin, headers: { Origin: origin } })
      expect([answer.status, answer.headers.get('location')], who).toEqual([303, '/check-email'])
      expect(answer.headers.getSetCookie(), who).toHaveLength(1)
    }
  }
  expect(before).toBe(1)
  const counts = Object.values(addresses).map((address) => mailbox.count(address))
  expect(await Promise.all(counts)).toEqual([5, 5, 5])
})

test('attack: a link requested while sign-up was open makes no account once it is closed', async ({
  visitor,
  database,
}) => {
  const email = await visitor.requestLink()
  const { pathname } = new URL(email.link)
  await visitor.openDeadLink(closed.origin + pathname)
  await expect(visitor.page.getByText(linkPage.invalid.reasons.revoked())).toBeVisible()
  expect((await pressSignIn(email.link, { origin: closed.origin })).status).toBe(400)
  expect(await database.usersOf(visitor.address)).toEqual([])
  // The premise: on the open instance, the same link does.
  await visitor.page.goto(email.link)
  await visitor.expectHello()
})

test('a user with an account still signs in', async ({ client, newVisitor, mailbox }) => {
  await client.signIn()
  const [again, since] = [await newVisitor(), new Date()]
  await again.submitForm(client.address, { origin: closed.origin })
  const { links } = await mailbox.newest(client.address, { since })
  await again.page.goto(links.find((link) => link.includes('/magic-link/')) ?? '')
  await again.expectHello(client.address)
})
