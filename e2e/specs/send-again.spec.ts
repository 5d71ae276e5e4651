import { checkEmail } from '@/lib/copy'
import { seconds } from '@/lib/platform/time'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { formOn, send } from '../support/plain-request'
import { letWaitingPass } from '../support/time'
import type { Visitor } from '../support/visitor'

const sendAgain = (visitor: Visitor) => visitor.page.getByRole('button', { name: checkEmail.sendAgain })
const timer = (visitor: Visitor) => visitor.page.getByRole('timer')

withAndWithoutJavaScript(() => {
  test('says when the next mail can be had, and sends none before', async ({ visitor, mailbox }) => {
    const mail = await visitor.askForLink()
    await expect(timer(visitor)).toHaveText(/in (30|2\d) seconds/)
    const before = (await visitor.heldCookie('pending')).value
    await sendAgain(visitor).click()
    await expect(timer(visitor)).toHaveClass('problem')
    await expect(timer(visitor)).toHaveText(/in (30|2\d) seconds/)
    expect(await mailbox.count(visitor.address)).toBe(1)

    // The one mail that was sent still works here, with one click.
    expect((await visitor.heldCookie('pending')).value).not.toBe(before)
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })

  test('sends after 30, 60 and 120 seconds, the last three mails work, and one ends the others', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    const mails = [await visitor.askForLink()]
    for (const step of [30, 60, 120]) {
      await letWaitingPass(visitor, seconds(step - 5))
      await visitor.page.goto('/check-email')
      await expect(timer(visitor)).toHaveText(/in [1-5] seconds?/)
      await letWaitingPass(visitor, seconds(5))
      await visitor.page.goto('/check-email')
      const since = new Date()
      await sendAgain(visitor).click()
      await expect(visitor.page.getByRole('status').filter({ hasText: checkEmail.sentAgain })).toBeVisible()
      mails.push(await mailbox.waitForMail(visitor.address, { since }))
    }
    expect(await mailbox.count(visitor.address)).toBe(4)

    const [first, second, third, fourth] = mails
    if (!first || !second || !third || !fourth) throw new Error('four were sent')
    await visitor.openDeadLink(first.link)
    await visitor.page.goto(second.link)
    await visitor.expectHello()
    const other = await newVisitor()
    await other.openDeadLink(third.link)
    await other.openDeadLink(fourth.link)
  })

  test('an older code works, too', async ({ visitor, mailbox }) => {
    const first = await visitor.askForLink()
    await letWaitingPass(visitor, seconds(30))
    await visitor.page.goto('/check-email')
    await sendAgain(visitor).click()
    await expect(visitor.page.getByText(checkEmail.sentAgain)).toBeVisible()
    expect(await mailbox.count(visitor.address)).toBe(2)
    await visitor.enterCode(first.code)
    await visitor.expectHello()
  })

  test('the form asked again too early leads to the same waiting room, and on to the new place', async ({
    visitor,
    mailbox,
  }) => {
    const mail = await visitor.askForLink()
    await visitor.page.goto('/dashboard?tab=3')
    await visitor.page.getByRole('button', { name: 'Send sign-in link' }).click()
    await expect(visitor.page).toHaveURL('/check-email')
    expect(await mailbox.count(visitor.address)).toBe(1)
    await visitor.page.goto(mail.link)
    await expect(visitor.page).toHaveURL('/dashboard?tab=3')
  })
})

test('the countdown runs, and says once that the time has come', async ({ visitor }) => {
  const { page } = visitor
  await visitor.askForLink()
  await expect(timer(visitor)).toHaveText(checkEmail.waitFor(30))
  // The page asks for news of the mail now and then. The server's clock doesn't run ahead with the page's, so an answer
  // would put the countdown back: none comes.
  await page.route(/_rsc=/, () => {})
  await page.clock.install()
  await page.reload()
  const first = (await timer(visitor).textContent()) ?? ''
  await expect(timer(visitor)).not.toHaveText(first)
  const heard = page.getByRole('status').filter({ hasText: checkEmail.mayNow })
  await page.clock.runFor(seconds(10))
  await expect(timer(visitor)).not.toHaveText(checkEmail.mayNow)
  await expect(heard).toHaveCount(0)
  await page.clock.runFor(seconds(20))
  await expect(timer(visitor)).toHaveText(checkEmail.mayNow)
  await expect(heard).toHaveCount(1)
})

test('attack: an old pending cookie sent again and again brings no third mail', async ({
  visitor,
  mailbox,
}) => {
  await visitor.askForLink()
  await letWaitingPass(visitor, seconds(60))
  await visitor.page.goto('/check-email')
  const form = await formOn(visitor, sendAgain(visitor))
  const request = {
    method: 'POST',
    form,
    cookies: await visitor.copyCookies(),
    headers: { Origin: environment.appUrl },
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => send('/check-email', request)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200))
  expect(await mailbox.count(visitor.address)).toBe(2)
})
