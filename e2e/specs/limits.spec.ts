import { checkEmail, common, linkPage, problemOf } from '@/lib/copy'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { freshAddress, freshClient, type Visitor } from '../support/visitor'

/** What a program does that wants a mail sent: no browser, no script. */
const askFor = (email: string, from: { client?: string; origin?: string } = {}) =>
  send('/magic-link/again', {
    method: 'POST',
    form: { intent: 'send', email },
    headers: { 'X-Forwarded-For': from.client ?? freshClient() },
    origin: from.origin,
  })

const times = <T>(n: number, make: (i: number) => T) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)))

async function fillInForm({ page }: Visitor, address: string, origin = environment.appUrl) {
  await page.goto(origin)
  await page.getByRole('textbox', { name: common.email }).fill(address)
  await page.getByRole('button', { name: 'Send sign-in link' }).click()
}

test.describe('over two processes', () => {
  let second: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    second = await startSecondInstance()
  })
  test.afterAll(() => second.stop())
  const originOf = (i: number) => (i % 2 ? second.origin : environment.appUrl)

  test('attack: 200 requests at once for one address, from as many clients, make five mails', async ({
    mailbox,
  }) => {
    const address = freshAddress()
    const answers = await times(200, (i) => askFor(address, { origin: originOf(i) }))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(200)
    expect(await mailbox.count(address)).toBe(5)
  })

  test('attack: one client asking for 200 addresses at once makes thirty mails, and hears when it may again', async ({
    mailbox,
  }) => {
    const client = freshClient()
    const addresses = Array.from({ length: 200 }, freshAddress)
    const answers = await times(200, (i) =>
      // What it writes itself into the header is another each time.
      askFor(addresses[i] ?? '', { client: `${freshClient()}, ${client}`, origin: originOf(i) }),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(30)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(170)
    const waits = refused.map(({ headers }) => Number(headers.get('retry-after')))
    expect(waits.filter((wait) => wait > 3500 && wait <= 3600)).toHaveLength(170)
    const mails = await times(200, (i) => mailbox.count(addresses[i] ?? ''))
    expect(mails.reduce((sum, n) => sum + n)).toBe(30)
  })
})

withAndWithoutJavaScript(() => {
  test('attack: whoever uses up an address’s mails can’t end its live link', async ({ visitor, mailbox }) => {
    const mail = await visitor.askForLink()
    for (let n = 0; n < 6; n++) await askFor(visitor.address)
    expect(await mailbox.count(visitor.address)).toBe(5)
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })

  test('attack: whoever uses up an address’s mails can’t keep its owner’s browser waiting', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    await visitor.signIn()
    await visitor.page.getByRole('button', { name: 'Sign out' }).click()
    for (let n = 0; n < 6; n++) await askFor(visitor.address)
    expect(await mailbox.count(visitor.address)).toBe(5)

    const stranger = await newVisitor()
    await fillInForm(stranger, visitor.address)
    await expect(stranger.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    expect(await mailbox.count(visitor.address)).toBe(5)

    await visitor.signIn()
    expect(await mailbox.count(visitor.address)).toBe(6)
  })

  test('people whose network has asked too often are told when to come back, and keep what they typed', async ({
    visitor,
    mailbox,
  }) => {
    const client = freshClient()
    await visitor.context.setExtraHTTPHeaders({ 'X-Forwarded-For': client })
    await times(30, () => askFor(freshAddress(), { client }))
    await fillInForm(visitor, visitor.address)
    await expect(visitor.page.getByText('Please try again in 60 minutes.')).toBeVisible()
    await expect(visitor.page.getByRole('textbox', { name: common.email })).toHaveValue(visitor.address)
    expect(await mailbox.count(visitor.address)).toBe(0)
  })

  test('attack: ten wrong codes a day pause an address’s codes, and none of its links', async ({
    visitor,
    newVisitor,
  }) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const guesser = await newVisitor({ javaScriptEnabled: false })
      const { code } = await guesser.askForLink(visitor.address)
      for (let n = 1; n <= 5; n++) await guesser.enterCode(nthAfter(code, n))
      await expect(guesser.page.getByRole('heading', { name: checkEmail.tooManyTries.title })).toBeVisible()
    }
    const mail = await visitor.askForLink()
    await visitor.enterCode(mail.code)
    const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
    await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'codes-paused' }))
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })
})

test.describe('when the mails of a day are used up', () => {
  let poor: Awaited<ReturnType<typeof startSecondInstance>>
  test.beforeAll(async () => {
    poor = await startSecondInstance((origin) => ({ APP_URL: origin, MAIL_BUDGET_PER_DAY: '1' }))
  })
  test.afterAll(() => poor.stop())

  test('nothing more goes out, people and programs are told when, and a live link still signs in', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    const mail = await visitor.askForLink()
    const late = await newVisitor()
    await fillInForm(late, late.address, poor.origin)
    await expect(late.page.getByText(/That was a lot of mails\. Please try again in 2\d hours/)).toBeVisible()

    const program = await askFor(late.address, { origin: poor.origin })
    expect(program.status).toBe(429)
    expect(Number(program.headers.get('retry-after'))).toBeGreaterThan(80_000)
    expect(await program.text()).toContain(linkPage.notSent.title)
    expect(await mailbox.count(late.address)).toBe(0)

    await visitor.page.goto(mail.link.replace(environment.appUrl, poor.origin))
    await visitor.expectHello()
  })
})

const nthAfter = (code: string, n: number) =>
  String((Number(code.replace(' ', '')) + n) % 1_000_000).padStart(6, '0')
