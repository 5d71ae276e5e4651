import { checkEmail, problemOf } from '@/e2e/support/copy'
import { days, minutes } from '@/lib/platform/time'
import { actions, call, refusedTo } from '../support/actions'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { findForm, plainText } from '../support/form'
import { requestLinkFor } from '../support/plain-request'
import { letDeviceAge, letWaitingPass } from '../support/time'
import { freshAddress, type Visitor } from '../support/visitor'

// The local mail service behaves as the first word of an address says, and keeps a suppression list.

/** A visitor with a browser that has known the address for a day, and has reported our email as spam. */
async function reportAsSpam(visitor: Visitor, database: { whySuppressed(of: string): Promise<unknown> }) {
  const address = `complain-${visitor.address}`
  await visitor.signInUnseen(address)
  await expect.poll(() => database.whySuppressed(address)).toBe('complained')
  await visitor.page.goto('/dashboard')
  await visitor.signOut()
  await letDeviceAge(visitor, days(1) + 1)
  return address
}

/** What the waiting room says to a known device. Without JavaScript, the page reloads until it knows. */
const expectTruth = ({ page }: Visitor) =>
  expect(page.getByRole('heading', { name: checkEmail.suppressed.title })).toBeVisible({ timeout: 10_000 })

withAndWithoutJavaScript(() => {
  test('a known device is told that its address gets no email, and changes that with one press, once', async ({
    visitor,
    client,
    database,
    mailbox,
  }) => {
    const { page } = visitor
    const address = await reportAsSpam(visitor, database)
    await visitor.typeAddress(address)
    await expectTruth(visitor)
    await expect(page.getByText('was reported as spam')).toBeVisible()
    expect(await mailbox.count(address)).toBe(1)

    // A stranger sees what everyone sees.
    await client.send('/magic-link', { method: 'POST', form: { email: address } })
    const seen = plainText(await (await client.send('/check-email')).text())
    expect(seen).toContain(checkEmail.title)
    for (const told of [checkEmail.suppressed.title, checkEmail.suppressed.submit])
      expect(seen).not.toContain(told)
    expect(await mailbox.count(address)).toBe(1)

    const since = new Date()
    await page.getByRole('button', { name: checkEmail.suppressed.submit }).click()
    await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    const { link } = await mailbox.waitForEmail(address, { since })
    await page.goto(link)
    await visitor.expectHello(address)

    // Reported again, it stays so for a week.
    await expect.poll(() => database.whySuppressed(address)).toBe('complained')
    await visitor.signOut()
    await visitor.typeAddress(address)
    await expectTruth(visitor)
    await page.getByRole('button', { name: checkEmail.suppressed.submit }).click()
    await expect(page.getByText(problemOf({ reason: 'too-many', retryAfter: days(7) }))).toBeVisible()
    expect(await mailbox.count(address)).toBe(2)
  })
})

test('attack: without having been told, no browser lifts a suppression, not even with the form’s own action', async ({
  client,
  database,
}) => {
  const address = `complain-${client.address}`
  await requestLinkFor(address)
  await expect.poll(() => database.whySuppressed(address)).toBe('complained')
  await client.send('/magic-link', { method: 'POST', form: { email: address } })
  const lift = actions().find(({ name }) => name.endsWith(' liftSuppression'))
  if (!lift) throw new Error('There is no such action.')
  const answer = await call(lift, client.cookies, environment.appUrl)
  expect(refusedTo(answer)).toContain('/check-email')
  const room = await (await client.send('/check-email')).text()
  expect(findForm(room, checkEmail.suppressed.submit, '/check-email')).toBeUndefined()
  expect(await database.whySuppressed(address)).toBe('complained')
})

test('a week after a bounce, the next email is a try that the email service doesn’t suppress itself', async ({
  database,
  mailbox,
}) => {
  const address = `bounce-${freshAddress()}`
  await requestLinkFor(address)
  await expect.poll(() => database.whySuppressed(address)).toBe('bounced')
  await database.ageSuppression(address, days(7))
  expect(await database.whySuppressed(address)).toBeUndefined()
  await requestLinkFor(address)
  await expect.poll(() => mailbox.count(address)).toBe(2)
  // It bounces again: the try was a real one.
  await expect.poll(() => database.whySuppressed(address)).toBe('bounced')
})

withAndWithoutJavaScript(() => {
  test('after a minute, everyone in the waiting room gets the same hints', async ({ visitor }) => {
    const { page } = visitor
    await visitor.requestLinkUnseen()
    await page.goto('/check-email')
    const hint = page.getByText(String(checkEmail.help.hints[0]))
    await expect(page.getByText(checkEmail.help.title)).toBeVisible()
    await expect(hint).toBeHidden()
    await letWaitingPass(visitor, minutes(1))
    if (!visitor.hasJavaScript) await page.reload()
    await expect(hint).toBeVisible({ timeout: 10_000 })
    await page.getByText(checkEmail.help.title).click()
    await expect(hint).toBeHidden()
  })
})
