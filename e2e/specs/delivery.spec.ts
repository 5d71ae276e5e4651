import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { checkEmail, common, problemOf } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import type { Visitor } from '../support/visitor'

// The local mail service does as the first word of an address says.

const run = promisify(execFile)
const addressThat = (behaves: string, visitor: Visitor) => `${behaves}-${visitor.address}`

async function ask(visitor: Visitor, address: string) {
  await visitor.page.goto('/')
  await visitor.page.getByRole('textbox', { name: common.email }).fill(address)
  await visitor.page.getByRole('button', { name: 'Send sign-in link' }).click()
}

/** What the waiting room says of the mail. Without JavaScript, one loads the page again. */
async function expectNews(visitor: Visitor, sentence: string) {
  const news = visitor.page.getByRole('status').filter({ hasText: sentence })
  if (visitor.hasJavaScript) return expect(news).toBeVisible()
  return expect(async () => {
    await visitor.page.goto('/check-email')
    await expect(news).toBeVisible({ timeout: 500 })
  }).toPass()
}

withAndWithoutJavaScript(() => {
  for (const [behaves, state] of [
    ['ann', 'delivered'],
    ['delay', 'delayed'],
    ['bounce', 'bounced'],
    ['complain', 'complained'],
  ] as const) {
    test(`the waiting room says when a mail is ${state}, to nobody else`, async ({ visitor, newVisitor }) => {
      const address = addressThat(behaves, visitor)
      await visitor.askForLink(address)
      await expectNews(visitor, checkEmail.delivery[state])

      const stranger = await newVisitor()
      await ask(stranger, address)
      await expect(stranger.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
      if (state !== 'bounced' && state !== 'complained') return
      // Nothing more is sent there, and the form says what it always says.
      for (const sentence of Object.values(checkEmail.delivery)) {
        await expect(stranger.page.getByText(sentence)).toHaveCount(0)
      }
      expect(await visitor.mailbox.count(address)).toBe(1)
    })
  }

  for (const [behaves, mails] of [
    ['hang', 1],
    ['reset', 1],
    ['garbage', 1],
    ['fail', 0],
    ['reject', 0],
  ] as const) {
    test(`a mail service that does "${behaves}" makes no second mail, and the page is honest`, async ({
      visitor,
      mailbox,
    }) => {
      const address = addressThat(behaves, visitor)
      await ask(visitor, address)
      await expect(visitor.page.getByText(problemOf({ reason: 'not-sent' }))).toBeVisible()
      await expect(visitor.page.getByRole('textbox', { name: common.email })).toHaveValue(address)
      expect(await mailbox.count(address)).toBe(mails)
      if (mails === 0) return
      // Only the answer was lost: the mail has arrived, and works here with one click.
      await visitor.page.goto((await mailbox.waitForMail(address)).link)
      await visitor.expectHello(address)
    })
  }

  test('a mail service that is busy for a second is asked again, and one mail goes out', async ({
    visitor,
    mailbox,
  }) => {
    const address = addressThat('busy', visitor)
    const mail = await visitor.askForLink(address)
    expect(await mailbox.count(address)).toBe(1)
    await visitor.page.goto(mail.link)
    await visitor.expectHello(address)
  })
})

test('an operator lifts the block of an address', async ({ visitor, newVisitor, mailbox }) => {
  const address = addressThat('bounce', visitor)
  await visitor.askForLink(address)
  await expectNews(visitor, checkEmail.delivery.bounced)
  const unblock = () =>
    run(process.execPath, [
      '--import',
      'tsx',
      'cli/run.ts',
      'suppressions',
      'remove',
      ` ${address.toUpperCase()} `,
    ])
  expect((await unblock()).stdout).toContain('gets email again')
  expect((await unblock()).stdout).toContain('wasn’t suppressed')
  await (await newVisitor()).askForLink(address)
  expect(await mailbox.count(address)).toBe(2)
})
