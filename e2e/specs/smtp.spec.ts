import { checkEmail } from '@/e2e/support/copy'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { type Mailbox, misbehave } from '../support/mailbox'
import { type Instance, startSecondInstance } from '../support/second-instance'

// The flow over SMTP. Everything else is the same as with Resend, and tested with that.

let instance: Instance
test.beforeAll(async () => {
  instance = await startSecondInstance((origin) => ({
    APP_URL: origin,
    // The same mailbox, by SMTP: see scripts/local-cloud.ts.
    SMTP_URL: process.env.LOCAL_SMTP_URL ?? '',
    RESEND_API_KEY: '',
    RESEND_BASE_URL: '',
  }))
})
test.afterAll(() => instance.stop())

const told = (state: keyof typeof checkEmail.emailState) => checkEmail.emailState[state]

/** What the newest email to that address has for its reader. */
async function signInEmail(mailbox: Mailbox, to: string, since: Date) {
  const { links, text } = await mailbox.newest(to, { since, words: '/magic-link/' })
  return {
    link: links.find((link) => link.startsWith(`${instance.origin}/magic-link/`)) ?? '',
    code: /^\d{3} \d{3}$/m.exec(text)?.[0] ?? '',
  }
}

test('signs in with the link; “Sent” is the most that the waiting room says', async ({
  visitor,
  mailbox,
}) => {
  const { page, address } = visitor
  const since = new Date()
  await visitor.submitForm(address, { origin: instance.origin })
  const { link } = await signInEmail(mailbox, address, since)
  await expect(page.getByRole('status').filter({ hasText: told('accepted') })).toBeVisible()
  expect(await mailbox.deliveryEvents(address)).toEqual([])
  await page.goto(link)
  await visitor.expectHello()
})

test('signs in with the code', async ({ visitor, mailbox }) => {
  const since = new Date()
  await visitor.submitForm(visitor.address, { origin: instance.origin })
  await visitor.enterCode((await signInEmail(mailbox, visitor.address, since)).code)
  await visitor.expectHello()
})

test('says that a server refused the email, and the next one works', async ({ visitor, mailbox }) => {
  const { page, address } = visitor
  await misbehave({ to: address, behavior: 'reject', times: 1 })
  await visitor.submitForm(address, { origin: instance.origin })
  await expect(page.getByRole('status').filter({ hasText: told('failed') })).toBeVisible()
  expect(await mailbox.count(address)).toBe(0)
  const since = new Date()
  await page.getByRole('button', { name: checkEmail.sendAgain }).click()
  await page.goto((await signInEmail(mailbox, address, since)).link)
  await visitor.expectHello()
})

test('without Resend, its webhook isn’t there, though its secret is set', async ({ request }) => {
  const statusAt = async (origin: string) =>
    (await request.post(`${origin}/api/webhooks/resend`, { data: {} })).status()
  expect([await statusAt(environment.appUrl), await statusAt(instance.origin)]).toEqual([401, 404])
})
