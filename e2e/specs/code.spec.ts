import { checkEmail, problemOf } from '@/lib/copy'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { formOn, send } from '../support/plain-request'

/** The nth code after that one: wrong, and no two alike. */
const wrong = (code: string, n: number) =>
  String((Number(code.replace(' ', '')) + n) % 1_000_000).padStart(6, '0')

withAndWithoutJavaScript(() => {
  test('keeps what is no code, and does not count it as a try', async ({ visitor }) => {
    const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
    const mail = await visitor.askForLink()
    for (const typed of [' ', '12345', '1234567', 'twelve', '12 34 5x']) {
      // Without what the last one left behind.
      await visitor.page.goto('/check-email')
      await visitor.enterCode(typed)
      await expect(field).toHaveAccessibleDescription(checkEmail.malformedCode)
      await expect(field).toHaveValue(typed)
    }
    await visitor.enterCode(wrong(mail.code, 1))
    await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'wrong-code', triesLeft: 4 }))
    await visitor.enterCode(mail.code)
    await visitor.expectHello()
  })
})

test('a code has no place to be typed in a browser that asked for nothing', async ({
  visitor,
  newVisitor,
}) => {
  await visitor.askForLink()
  const { page } = await newVisitor()
  await page.goto('/check-email')
  await expect(page).toHaveURL('/')
})

test("a code does not work in another browser, even one that asked for the same person's", async ({
  visitor,
  newVisitor,
  database,
}) => {
  const mail = await visitor.askForLink()
  const other = await newVisitor()
  await other.askForLink(visitor.address)
  await other.enterCode(mail.code)
  const field = other.page.getByRole('textbox', { name: checkEmail.code })
  await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'wrong-code', triesLeft: 4 }))
  expect(await database.sessionsOf(visitor.address)).toEqual([])
})

test('a code ends together with its link', async ({ visitor, redis, newVisitor }) => {
  const mail = await visitor.askForLink()
  await redis.expire(mail.token)
  await visitor.enterCode(mail.code)
  const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
  await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'expired' }))

  const second = await newVisitor()
  const used = await second.askForLink()
  await second.enterCode(used.code)
  await second.expectHello()
  const third = await newVisitor()
  await third.openDeadLink(used.link)
})

test('thirty guesses at once get no more than five looks', async ({ newVisitor, database }) => {
  const guesser = await newVisitor({ javaScriptEnabled: false })
  const mail = await guesser.askForLink()
  const request = {
    method: 'POST',
    cookies: await guesser.copyCookies(),
    headers: { Origin: environment.appUrl },
  }
  const field = guesser.page.getByRole('textbox', { name: checkEmail.code })
  const forms = await Promise.all(
    Array.from({ length: 30 }, (_, i) => formOn(guesser, field, { code: wrong(mail.code, i + 1) })),
  )

  const pages = await Promise.all(
    forms.map(async (form) => (await send('/check-email', { ...request, form })).text()),
  )
  const saying = (sentence: string) => pages.filter((page) => page.includes(sentence)).length
  const left = [5, 4, 3, 2, 1, 0].map((tries) =>
    saying(problemOf({ reason: 'wrong-code', triesLeft: tries })),
  )
  expect(left).toEqual([0, 1, 1, 1, 1, 0])
  // The fifth was looked at, too, and ended the attempt; the others came too late, each to one of these.
  const over = [checkEmail.tooManyTries.title, problemOf({ reason: 'expired' })].map(saying)
  expect(over[0]).toBeGreaterThan(0)
  expect(pages.filter((page) => page.includes('Hello'))).toEqual([])

  const form = await formOn(guesser, field, { code: mail.code })
  const late = await send('/check-email', { ...request, form })
  expect(late.status).toBe(200)
  expect(await late.text()).toContain(problemOf({ reason: 'expired' }))
  expect(await database.sessionsOf(guesser.address)).toEqual([])
})
