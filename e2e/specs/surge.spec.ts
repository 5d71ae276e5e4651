import { checkEmail, common, signInForm, challenge as t } from '@/e2e/support/copy'
import { newChallenge, PROOF_WAIT } from '@/lib/auth/proof'
import { SURGE_KEY } from '@/lib/auth/surge'
import { days, hours, inSeconds } from '@/lib/platform/time'
import { expectAccessible } from '../support/accessible'
import { expect, test } from '../support/fixtures'
import { requestLinkFor } from '../support/plain-request'
import { Redis } from '../support/redis'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { letDeviceAge } from '../support/time'

// A surge for an instance with a small budget. For the one that all other tests use, it isn't one.
const EMAILS = 5000
const BEGIN = `redis.call('DEL', KEYS[1]) return redis.call('HSET', KEYS[1], unpack(ARGV))`
let small: Instance
test.beforeAll(async () => {
  small = await startSecondInstance((origin) => ({ APP_URL: origin, MAIL_BUDGET_PER_DAY: '100000' }))
  // The next hour as well: it may begin meanwhile. What other runs left in the same Redis doesn't count.
  const hour = Math.floor(Date.now() / hours(1))
  await new Redis().run('EVAL', BEGIN, 1, SURGE_KEY, hour, EMAILS, hour + 1, EMAILS)
})
test.afterAll(() => small.stop())

test('during a surge, the form does its work by itself and keeps what was typed', async ({
  visitor,
  mailbox,
}) => {
  const { page } = visitor
  await page.goto(`${small.origin}/?next=/account`)
  await page.getByRole('checkbox').uncheck()
  await visitor.typeAddress(visitor.address)
  await expect(page.getByRole('status').getByText(t.working)).toBeVisible()
  await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  const { links } = await mailbox.newest(visitor.address, { words: '/magic-link/' })
  await page.goto(links.find((link) => link.startsWith(`${small.origin}/magic-link/`)) ?? '')
  await expect(page).toHaveURL(`${small.origin}/account`)
  expect((await visitor.requireCookie('session')).expires).toBe(-1)
})

test('a browser that can’t do the work is told to wait', async ({ visitor }) => {
  const { page } = visitor
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }))
  await page.goto(small.origin)
  await visitor.typeAddress(visitor.address)
  await expect(page.getByRole('status').getByText(t.wait(inSeconds(PROOF_WAIT)))).toBeVisible()
  await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
  await expectAccessible(page)
})

test('attack: a program that posts to /magic-link during a surge gets no email', async ({
  visitor,
  mailbox,
}) => {
  const answer = await requestLinkFor(visitor.address, { origin: small.origin })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '30'])
  expect(await answer.text()).toContain(t.wait(inSeconds(PROOF_WAIT)))
  expect(await mailbox.count(visitor.address)).toBe(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  // With it, the page might do the work unseen.
  test('a device that has been known for a day is asked for nothing', async ({ visitor }) => {
    await visitor.signIn()
    await visitor.signOut()
    await letDeviceAge(visitor, days(1))
    await visitor.submitForm(visitor.address, { origin: small.origin })
  })

  test('during a surge, the form says how long to wait, and then the same button sends', async ({
    visitor,
    mailbox,
  }) => {
    const { page } = visitor
    await page.goto(small.origin)
    await visitor.typeAddress(visitor.address)
    await expect(page.getByText(t.wait(inSeconds(PROOF_WAIT)))).toBeVisible()
    await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
    // Too early: the same again.
    const send = page.getByRole('button', { name: signInForm.submit })
    await send.click()
    await expect(page.getByText(t.wait(inSeconds(PROOF_WAIT)))).toBeVisible()
    expect(await mailbox.count(visitor.address)).toBe(0)

    const waited = newChallenge(visitor.address, Date.now() - PROOF_WAIT).ticket
    await page.locator('input[name=ticket]').evaluate((input: HTMLInputElement, value) => {
      input.value = value
    }, waited)
    await send.click()
    await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  })
})
