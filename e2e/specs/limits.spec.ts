import { setTimeout as wait } from 'node:timers/promises'
import { checkEmail, common, linkPage, problemOf } from '@/e2e/support/copy'
import { days, minutes, seconds } from '@/lib/platform/time'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { type PlainRequest, requestLinkFor } from '../support/plain-request'
import { type Instance, startSecondInstance } from '../support/second-instance'
import { letDeviceAge } from '../support/time'
import { freshAddress, freshClient } from '../support/visitor'
import { wrongCode } from '../support/wrong-code'

const times = <T>(n: number, make: (i: number) => T) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)))

/**
 * 200 at once are more than a busy machine can take. Those that are told so try again a little later, as people do:
 * sent again at once, they would keep it as busy as it is.
 */
async function requestUntilServed(email: string, request: PlainRequest): Promise<Response> {
  const giveUp = Date.now() + minutes(1)
  for (let longest = 500; ; longest *= 2) {
    const answer = await requestLinkFor(email, request)
    if (answer.status !== 503 || Date.now() > giveUp) return answer
    await wait(Math.random() * Math.min(longest, seconds(8)))
  }
}

// Hundreds of requests at once keep the application busy: on a slow machine, many have to be sent again.
// So one test after the other, or there would be 400, and visitors among them.
test.describe.configure({ mode: 'default', timeout: 90_000 })

test.describe('over two processes', () => {
  const originOf = (i: number, second: Instance) => (i % 2 ? second.origin : environment.appUrl)

  test('attack: 200 requests at once for one address, from as many clients, make five emails, and 135 are refused', async ({
    mailbox,
    second,
  }) => {
    const address = freshAddress()
    const answers = await times(200, (i) => requestUntilServed(address, { origin: originOf(i, second) }))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(65)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(135)
    expect(await mailbox.count(address)).toBe(5)
  })

  test('attack: one client requesting 200 addresses at once makes thirty emails, and is told when to come back', async ({
    mailbox,
    second,
  }) => {
    const client = freshClient()
    const addresses = Array.from({ length: 200 }, freshAddress)
    const answers = await times(200, (i) =>
      // What it writes into the header itself differs each time.
      requestUntilServed(addresses[i] ?? '', {
        headers: { 'X-Forwarded-For': `${freshClient()}, ${client}` },
        origin: originOf(i, second),
      }),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(30)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(170)
    const waits = refused.map(({ headers }) => Number(headers.get('retry-after')))
    expect(waits.filter((wait) => wait > 3500 && wait <= 3600)).toHaveLength(170)
    const emails = await times(200, (i) => mailbox.count(addresses[i] ?? ''))
    expect(emails.reduce((sum, n) => sum + n)).toBe(30)
  })
})

withAndWithoutJavaScript(() => {
  test('visitors whose network has requested too many are told when to come back, and keep what they typed', async ({
    visitor,
    mailbox,
    redis,
  }) => {
    const client = freshClient()
    await visitor.context.setExtraHTTPHeaders({ 'X-Forwarded-For': client })
    const headers = { 'X-Forwarded-For': client }
    const others = Array.from({ length: 30 }, freshAddress)
    // One by one: a slow machine with thirty emails to send keeps the visitor waiting, too.
    for (const address of others) {
      expect((await requestUntilServed(address, { headers })).status).toBe(303)
    }
    await redis.untilSent((email) => others.includes(email))
    await visitor.page.goto('/')
    await visitor.typeAddress(visitor.address)
    // The hour began with the first of them.
    await expect(visitor.page.getByText(/Please try again in (60|5\d) minutes\./)).toBeVisible()
    await expect(visitor.page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
    expect(await mailbox.count(visitor.address)).toBe(0)
  })
})

// The limits are the server’s.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('attack: using up an address’s emails can’t end its live link', async ({ visitor, mailbox }) => {
    const email = await visitor.requestLink()
    for (let n = 0; n < 6; n++) await requestLinkFor(visitor.address)
    expect(await mailbox.count(visitor.address)).toBe(5)
    await visitor.page.goto(email.link)
    await visitor.expectHello()
  })

  test('attack: using up an address’s emails can’t keep its owner’s browser waiting', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    await visitor.signIn()
    await visitor.signOut()
    for (let n = 0; n < 6; n++) await requestLinkFor(visitor.address)
    expect(await mailbox.count(visitor.address)).toBe(5)
    await letDeviceAge(visitor, days(1))

    const stranger = await newVisitor()
    await stranger.submitForm(visitor.address)
    await expect(stranger.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    expect(await mailbox.count(visitor.address)).toBe(5)

    await visitor.signIn()
    expect(await mailbox.count(visitor.address)).toBe(6)
  })

  test('attack: ten wrong codes a day pause an address’s codes, and none of its links', async ({
    visitor,
    newClient,
  }) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const guesser = newClient()
      const { code } = await guesser.requestLink(visitor.address)
      const form = await guesser.formOn('/check-email', 'name="code"')
      for (let n = 1; n <= 5; n++) {
        form.set('code', wrongCode(code, n))
        await guesser.send('/check-email', { method: 'POST', form })
      }
      expect(await (await guesser.send('/check-email')).text()).toContain(checkEmail.tooManyTries.title)
    }
    const email = await visitor.requestLink()
    await visitor.enterCode(email.code)
    const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
    await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'codes-paused' }))
    await visitor.page.goto(email.link)
    await visitor.expectHello()
  })
})

test.describe('when the emails of a day are used up', () => {
  let poor: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    poor = await startSecondInstance((origin) => ({ APP_URL: origin, MAIL_BUDGET_PER_DAY: '1' }))
  })
  test.afterAll(() => poor.stop())

  test('nothing more goes out, visitors and programs are told when, and a live link still signs in', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    const email = await visitor.requestLink()
    const late = await newVisitor()
    await late.page.goto(poor.origin)
    await late.typeAddress(late.address)
    await expect(late.page.getByText(/Please try again in 2\d hours/)).toBeVisible()

    const program = await requestLinkFor(late.address, { origin: poor.origin })
    expect(program.status).toBe(429)
    expect(Number(program.headers.get('retry-after'))).toBeGreaterThan(80_000)
    expect(await program.text()).toContain(linkPage.notSent.title)
    expect(await mailbox.count(late.address)).toBe(0)

    await visitor.page.goto(email.link.replace(environment.appUrl, poor.origin))
    await visitor.expectHello()
  })
})
