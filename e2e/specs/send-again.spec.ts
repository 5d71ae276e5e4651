import { checkEmail } from '@/e2e/support/copy'
import { seconds } from '@/lib/platform/time'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { formOn, send } from '../support/plain-request'
import { letWaitingPass } from '../support/time'
import type { Visitor } from '../support/visitor'

const sendAgain = (visitor: Visitor) => visitor.page.getByRole('button', { name: checkEmail.sendAgain })
const timer = (visitor: Visitor) => visitor.page.getByRole('timer')

withAndWithoutJavaScript(() => {
  test('says when the next email can be sent, and sends none before', async ({ visitor, mailbox }) => {
    const email = await visitor.requestLink()
    await expect(timer(visitor)).toHaveText(/in (30|2\d) seconds/)
    const before = (await visitor.requireCookie('pending')).value
    await sendAgain(visitor).click()
    await expect(timer(visitor)).toHaveClass('problem')
    await expect(timer(visitor)).toHaveText(/in (30|2\d) seconds/)
    expect(await mailbox.count(visitor.address)).toBe(1)

    // The only email that was sent still works here, with one click.
    expect((await visitor.requireCookie('pending')).value).toBe(before)
    await visitor.page.goto(email.link)
    await visitor.expectHello()
  })

  test('sends after 30, 60 and 120 seconds, the last three emails work, and using one ends the others', async ({
    visitor,
    client,
    mailbox,
  }) => {
    const emails = [await visitor.requestLink()]
    for (const step of [30, 60, 120]) {
      await letWaitingPass(visitor, seconds(step - 5))
      await visitor.page.goto('/check-email')
      await expect(timer(visitor)).toHaveText(/in [1-5] seconds?/)
      await letWaitingPass(visitor, seconds(5))
      await visitor.page.goto('/check-email')
      const since = new Date()
      await sendAgain(visitor).click()
      await expect(visitor.page.getByRole('status').filter({ hasText: checkEmail.sentAgain })).toBeVisible()
      emails.push(await mailbox.waitForEmail(visitor.address, { since }))
    }
    expect(await mailbox.count(visitor.address)).toBe(4)

    const [first, second, third, fourth] = emails
    if (!first || !second || !third || !fourth) throw new Error('four were sent')
    await visitor.openDeadLink(first.link)
    await visitor.page.goto(second.link)
    await visitor.expectHello()
    for (const { link } of [third, fourth]) {
      const answer = await client.send(new URL(link).pathname)
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('Magic Link invalid/expired')
    }
  })
})

// What a script changes about these forms, the tests above show.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an older code works, too', async ({ visitor, mailbox }) => {
    const first = await visitor.requestLinkUnseen()
    await letWaitingPass(visitor, seconds(30))
    await visitor.page.goto('/check-email')
    await sendAgain(visitor).click()
    await expect(visitor.page.getByText(checkEmail.sentAgain)).toBeVisible()
    expect(await mailbox.count(visitor.address)).toBe(2)
    await visitor.enterCode(first.code)
    await visitor.expectHello()
  })

  test('the form submitted again too early redirects to the same waiting room, and on to the new place', async ({
    visitor,
    mailbox,
  }) => {
    const email = await visitor.requestLink()
    await visitor.page.goto('/dashboard?tab=3')
    await visitor.page.getByRole('button', { name: 'Send sign-in link' }).click()
    await expect(visitor.page).toHaveURL('/check-email')
    expect(await mailbox.count(visitor.address)).toBe(1)
    await visitor.page.goto(email.link)
    await expect(visitor.page).toHaveURL('/dashboard?tab=3')
  })
})

test.describe('with a clock of its own', () => {
  test.use({ freshBrowser: true })

  test('the countdown runs, and says once that it is over', async ({ visitor }) => {
    const { page } = visitor
    await visitor.requestLink()
    await expect(timer(visitor)).toHaveText(checkEmail.waitFor('in 30 seconds'))
    // The page polls the email's delivery. The server's clock doesn't run ahead with the page's, so a response
    // would put the countdown back: none comes.
    await page.route(/_rsc=/, () => {})
    await page.clock.install()
    await page.reload()
    const first = (await timer(visitor).textContent()) ?? ''
    await expect(timer(visitor)).not.toHaveText(first)
    const announced = page.getByRole('status').filter({ hasText: checkEmail.mayNow })
    await page.clock.runFor(seconds(10))
    await expect(timer(visitor)).not.toHaveText(checkEmail.mayNow)
    await expect(announced).toHaveCount(0)
    await page.clock.runFor(seconds(20))
    await expect(timer(visitor)).toHaveText(checkEmail.mayNow)
    await expect(announced).toHaveCount(1)
  })
})

test('attack: an old pending cookie sent again and again brings no third mail', async ({
  visitor,
  mailbox,
}) => {
  await visitor.requestLink()
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
