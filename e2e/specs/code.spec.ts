import { checkEmail, problemOf } from '@/e2e/support/copy'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { fieldOf } from '../support/form'
import { send } from '../support/plain-request'
import { attemptOf } from '../support/redis'
import { wrongCode } from '../support/wrong-code'

withAndWithoutJavaScript(() => {
  test('keeps what is no code, and does not count it as a try', async ({ visitor }) => {
    const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
    const email = await visitor.requestLinkUnseen()
    for (const typed of [' ', '12345', '1234567', 'twelve', '12 34 5x']) {
      // Without what the last one left behind.
      await visitor.page.goto('/check-email')
      await visitor.enterCode(typed)
      await expect(field).toHaveAccessibleDescription(checkEmail.malformedCode)
      await expect(field).toHaveValue(typed)
    }
    await visitor.enterCode(wrongCode(email.code, 1))
    await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'wrong-code', triesLeft: 4 }))
    await visitor.enterCode(email.code)
    await visitor.expectHello()
  })
})

for (const [title, write] of [
  ['in a sentence with another number', (code: string) => `Your code: ${code}. It expires in 10 minutes`],
  ['with a period', (code: string) => `${code.replace(' ', '')}.`],
  ['in Arabic digits', (code: string) => code.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? '')],
  [
    'in full-width digits',
    (code: string) => code.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
  ],
] as const) {
  test(`signs in with the code, pasted ${title}`, async ({ visitor, newClient }) => {
    const email = await visitor.requestLink()
    const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
    await field.focus()
    // As a keyboard or a clipboard does: a field that cuts what is too long cuts this.
    await visitor.page.keyboard.insertText(write(email.code))
    await visitor.expectHello()

    const client = newClient()
    const { code } = await client.requestLink()
    const answer = await client.press('/check-email', checkEmail.submit, { code: write(code) })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard'])
  })
}

test('keeps what is much too long, whole', async ({ client }) => {
  await client.requestLink()
  const code = 'Your code: '.repeat(100)
  const answer = await client.press('/check-email', checkEmail.submit, { code })
  const page = await answer.text()
  expect(page).toContain(checkEmail.malformedCode)
  expect(fieldOf(page, 'code')).toBe(code)
})

test('submits nothing a second time while it is under way, and each code once', async ({ visitor }) => {
  const { page } = visitor
  const email = await visitor.requestLink()
  const field = page.getByRole('textbox', { name: checkEmail.code })
  let submitted = 0
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('/check-email', async (route) => {
    if (route.request().method() === 'POST') {
      submitted++
      await held
    }
    await route.continue()
  })
  const wrong = wrongCode(email.code, 1)
  await field.fill(wrong)
  await field.fill(`${wrong}.`)
  await field.press('Enter')
  await page.getByRole('button', { name: checkEmail.submitting }).click({ force: true })
  await field.evaluate((input: HTMLInputElement) => input.form?.requestSubmit())
  answer()
  await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'wrong-code', triesLeft: 4 }))
  await field.fill(email.code)
  await visitor.expectHello()
  expect(submitted).toBe(2)
})

test('a browser that requested nothing has no place to type a code', async ({ client, newVisitor }) => {
  await client.requestLink()
  const { page } = await newVisitor()
  await page.goto('/check-email')
  await expect(page).toHaveURL('/')
})

test('a code does not work in another browser, even one that requested a link to the same address', async ({
  client,
  newVisitor,
  database,
}) => {
  const email = await client.requestLink()
  const other = await newVisitor()
  await other.requestLink(client.address)
  await other.enterCode(email.code)
  const field = other.page.getByRole('textbox', { name: checkEmail.code })
  await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'wrong-code', triesLeft: 4 }))
  expect(await database.sessionsOf(client.address)).toEqual([])
})

test('a code ends together with its link', async ({ visitor, redis, newVisitor }) => {
  const email = await visitor.requestLink()
  await redis.expire(email.token)
  await visitor.enterCode(email.code)
  const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
  await expect(field).toHaveAccessibleDescription(problemOf({ reason: 'expired' }))

  const second = await newVisitor()
  const used = await second.requestLink()
  await second.enterCode(used.code)
  await second.expectHello()
  const third = await newVisitor()
  await third.openDeadLink(used.link)
})

test('attack: thirty guesses at once get no more than five looks', async ({ client, database, redis }) => {
  const email = await client.requestLink()
  const form = await client.formOn('/check-email', 'name="code"')
  const request = { method: 'POST', cookies: client.cookies, headers: { Origin: environment.appUrl } }
  const guess = async (code: string) => {
    const filled = new FormData()
    for (const [name, value] of form) filled.set(name, value)
    filled.set('code', code)
    return send('/check-email', { ...request, form: filled })
  }

  const pages = await Promise.all(
    Array.from({ length: 30 }, async (_, i) => (await guess(wrongCode(email.code, i + 1))).text()),
  )
  const saying = (sentence: string) => pages.filter((page) => page.includes(sentence)).length
  const left = [5, 4, 3, 2, 1, 0].map((tries) =>
    saying(problemOf({ reason: 'wrong-code', triesLeft: tries })),
  )
  expect(left).toEqual([0, 1, 1, 1, 1, 0])
  // The fifth was looked at, too, and ended the attempt; the others came too late.
  expect(saying(checkEmail.tooManyTries.title)).toBeGreaterThanOrEqual(26)
  expect(await redis.wrongCodes(attemptOf(email.token))).toBe(5)
  expect(pages.filter((page) => page.includes('Hello'))).toEqual([])

  const late = await guess(email.code)
  expect(late.status).toBe(200)
  expect(await late.text()).toContain(checkEmail.tooManyTries.title)
  expect(await database.sessionsOf(client.address)).toEqual([])
})
