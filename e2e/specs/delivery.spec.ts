import { checkEmail, common, problemOf } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { plainText } from '../support/form'
import { requestLinkFor } from '../support/plain-request'
import { runCli } from '../support/run-cli'
import type { Visitor } from '../support/visitor'

// The local mail service behaves as the first word of an address says.

const addressThat = (behaves: string, visitor: Visitor) => `${behaves}-${visitor.address}`

async function submit(visitor: Visitor, address: string) {
  await visitor.page.goto('/')
  await visitor.typeAddress(address)
}

/** What the waiting room says about the email. Without JavaScript, the visitor reloads the page. */
async function expectDelivery(visitor: Visitor, sentence: string) {
  const status = visitor.page.getByRole('status').filter({ hasText: sentence })
  if (visitor.hasJavaScript) return expect(status).toBeVisible()
  return expect(async () => {
    await visitor.page.goto('/check-email')
    await expect(status).toBeVisible({ timeout: 500 })
  }).toPass()
}

/** The state that the visitor's browser hears of, and no other. */
function tellsState(behaves: string, state: keyof typeof checkEmail.delivery) {
  test(`the waiting room says when an email is ${state}, only to the browser that requested it`, async ({
    visitor,
    client,
  }) => {
    const address = addressThat(behaves, visitor)
    await visitor.requestLinkUnseen(address)
    await visitor.page.goto('/check-email')
    await expectDelivery(visitor, checkEmail.delivery[state])

    expect((await client.send('/magic-link', { method: 'POST', form: { email: address } })).status).toBe(303)
    const seen = plainText(await (await client.send('/check-email')).text())
    expect(seen).toContain(address)
    if (state !== 'bounced' && state !== 'complained') return
    // Nothing more is sent there, and the page says what it always says.
    for (const sentence of Object.values(checkEmail.delivery)) expect(seen).not.toContain(sentence)
    expect(await visitor.mailbox.count(address)).toBe(1)
  })
}

// With JavaScript the page asks by itself: until the end, or as long as an end may come.
withAndWithoutJavaScript(() => {
  tellsState('ann', 'delivered')
  tellsState('bounce', 'bounced')

  test('a mail service that is busy for a second is tried again, and one email goes out', async ({
    visitor,
    mailbox,
  }) => {
    const address = addressThat('busy', visitor)
    const email = await visitor.requestLink(address)
    expect(await mailbox.count(address)).toBe(1)
    await visitor.page.goto(email.link)
    await visitor.expectHello(address)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  tellsState('delay', 'delayed')
  tellsState('complain', 'complained')

  for (const [behaves, emails] of [
    ['hang', 1],
    ['reset', 1],
    ['garbage', 1],
    ['fail', 0],
    ['reject', 0],
  ] as const) {
    test(`a mail service that does "${behaves}" causes no second email, and the page is honest`, async ({
      visitor,
      mailbox,
    }) => {
      const address = addressThat(behaves, visitor)
      await submit(visitor, address)
      await expect(visitor.page.getByText(problemOf({ reason: 'not-sent' }))).toBeVisible()
      await expect(visitor.page.getByRole('textbox', { name: common.email })).toHaveValue(address)
      expect(await mailbox.count(address)).toBe(emails)
      if (emails === 0) return
      // Only the answer was lost: the email has arrived, and works here with one click.
      await visitor.page.goto((await mailbox.waitForEmail(address)).link)
      await visitor.expectHello(address)
    })
  }
})

test('an operator takes an address off the suppression list', async ({ visitor, mailbox }) => {
  const address = addressThat('bounce', visitor)
  await visitor.requestLinkUnseen(address)
  await visitor.page.goto('/check-email')
  await expectDelivery(visitor, checkEmail.delivery.bounced)
  const unsuppress = async () =>
    (await runCli(['suppressions', 'remove', ` ${address.toUpperCase()} `], { env: {} })).out
  expect(await unsuppress()).toContain('gets email again')
  expect(await unsuppress()).toContain("wasn't suppressed")
  expect((await requestLinkFor(address)).status).toBe(303)
  expect(await mailbox.count(address)).toBe(2)
})
