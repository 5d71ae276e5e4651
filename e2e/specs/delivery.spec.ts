import { checkEmail } from '@/e2e/support/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { plainText } from '../support/form'
import { misbehave } from '../support/mailbox'
import { requestLinkFor } from '../support/plain-request'
import { runCli } from '../support/run-cli'
import type { Visitor } from '../support/visitor'

// The local mail service behaves as the first word of an address says.

const addressThat = (behaves: string, visitor: Visitor) => `${behaves}-${visitor.address}`

const told = ({ page }: Visitor, state: keyof typeof checkEmail.emailState) =>
  page.getByRole('status').filter({ hasText: checkEmail.emailState[state] })

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
function tellsState(behaves: string, state: keyof typeof checkEmail.emailState) {
  test(`the waiting room says when an email is ${state}, only to the browser that requested it`, async ({
    visitor,
    client,
  }) => {
    const address = addressThat(behaves, visitor)
    await visitor.requestLinkUnseen(address)
    await visitor.page.goto('/check-email')
    await expectDelivery(visitor, checkEmail.emailState[state])

    expect((await client.send('/magic-link', { method: 'POST', form: { email: address } })).status).toBe(303)
    const seen = plainText(await (await client.send('/check-email')).text())
    expect(seen).toContain(address)
    if (state !== 'bounced' && state !== 'complained') return
    // Nothing more is sent there, and the page says what it says of any other email.
    const told = Object.values(checkEmail.emailState).filter((sentence) => seen.includes(sentence))
    expect([checkEmail.emailState.queued, checkEmail.emailState.accepted]).toEqual(
      expect.arrayContaining(told),
    )
    expect(told).toHaveLength(1)
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

  test('an email that fails after it was accepted is no dead end either', async ({ visitor }) => {
    await visitor.requestLinkUnseen(addressThat('lose', visitor))
    await visitor.page.goto('/check-email')
    await expectDelivery(visitor, checkEmail.emailState.failed)
    await visitor.page.getByRole('button', { name: checkEmail.sendAgain }).click()
    await expect(visitor.page.getByText(checkEmail.sentAgain)).toBeVisible()
  })

  for (const behaves of ['hang', 'reset', 'garbage']) {
    test(`a mail service that does "${behaves}" causes no second email, and the page is honest`, async ({
      visitor,
      mailbox,
    }) => {
      const address = addressThat(behaves, visitor)
      await visitor.submitForm(address)
      expect(await mailbox.count(address)).toBe(1)
      // Only the answer was lost: the email has arrived, as its delivery event tells, and works with one click.
      await expectDelivery(visitor, checkEmail.emailState.delivered)
      await visitor.page.goto((await mailbox.waitForEmail(address)).link)
      await visitor.expectHello(address)
    })
  }
})

withAndWithoutJavaScript(() => {
  for (const behaves of ['fail', 'reject']) {
    test(`a mail service that does "${behaves}" is no dead end: the waiting room says so, and its button sends another`, async ({
      visitor,
      mailbox,
    }) => {
      const { page, address } = visitor
      // A server's error is tried three times.
      await misbehave({ to: address, behavior: behaves, times: behaves === 'fail' ? 3 : 1 })
      await visitor.submitForm(address, { from: '/dashboard?tab=2' })
      await expect(told(visitor, 'failed')).toBeVisible()
      expect(await mailbox.count(address)).toBe(0)
      // At once, without a countdown.
      await expect(page.getByRole('timer')).toHaveCount(0)
      await page.getByRole('button', { name: checkEmail.sendAgain }).click()
      await expect(page.getByText(checkEmail.sentAgain)).toBeVisible()
      await expectDelivery(visitor, checkEmail.emailState.delivered)
      expect(await mailbox.count(address)).toBe(1)
      await page.goto((await mailbox.waitForEmail(address)).link)
      await expect(page).toHaveURL('/dashboard?tab=2')
      await visitor.expectHello()
    })
  }
})

test('an operator takes an address off the suppression list', async ({ visitor, mailbox }) => {
  const address = addressThat('bounce', visitor)
  await visitor.requestLinkUnseen(address)
  await visitor.page.goto('/check-email')
  await expectDelivery(visitor, checkEmail.emailState.bounced)
  const unsuppress = async () =>
    (await runCli(['suppressions', 'remove', ` ${address.toUpperCase()} `], { env: {} })).out
  expect(await unsuppress()).toMatch(/gets email again[\s\S]*on Resend's own list, too/)
  expect(await unsuppress()).toMatch(/wasn't suppressed[\s\S]*isn't on Resend's own list/)
  expect((await requestLinkFor(address)).status).toBe(303)
  expect(await mailbox.count(address)).toBe(2)
})
