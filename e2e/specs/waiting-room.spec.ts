import { checkEmail, common, linkPage, problemOf, signInForm } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { freshAddress } from '../support/visitor'

test('a pasted code submits itself when it is complete, however it is written', async ({ visitor }) => {
  const mail = await visitor.askForLink()
  const field = visitor.page.getByRole('textbox', { name: checkEmail.code })
  await expect(field).toHaveAttribute('inputmode', 'numeric')
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  const digits = mail.code.replace(' ', '')
  await field.pressSequentially(digits.slice(0, 5))
  await expect(visitor.page).toHaveURL('/check-email')
  await field.fill(`${digits.slice(0, 3)}-${digits.slice(3)}`)
  await visitor.expectHello()
})

withAndWithoutJavaScript(() => {
  test('after five wrong codes it offers a new mail, to the same address and place', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    const { page, address } = visitor
    const mail = await visitor.askForLink(address, { from: '/dashboard?tab=2' })
    const wrong = mail.code === '000 000' ? '111111' : '000000'
    for (const left of [4, 3, 2, 1]) {
      await visitor.enterCode(wrong)
      await expect(page.getByText(problemOf({ reason: 'wrong-code', triesLeft: left }))).toBeVisible()
    }
    await visitor.enterCode(wrong)
    await expect(page.getByRole('heading', { name: checkEmail.tooManyTries.title })).toBeVisible()
    await expect(page.getByText(address)).toBeVisible()

    const other = await newVisitor()
    await other.openDeadLink(mail.link)
    await expect(other.page.getByText(linkPage.invalid.reasons['too-many-tries']())).toBeVisible()

    const since = new Date()
    await page.getByRole('button', { name: checkEmail.sendAgain }).click()
    await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    await visitor.enterCode((await mailbox.waitForMail(address, { since })).code)
    await expect(page).toHaveURL('/dashboard?tab=2')
  })

  test('a wrong address is one step back, with the field filled and the place kept', async ({ visitor }) => {
    const { page } = visitor
    await visitor.askForLink(visitor.address, { from: '/dashboard?tab=2' })
    await page.getByRole('link', { name: checkEmail.otherAddress }).click()
    const field = page.getByRole('textbox', { name: common.email })
    await expect(field).toHaveValue(visitor.address)
    const right = freshAddress()
    await field.fill(right)
    const since = new Date()
    await page.getByRole('button', { name: 'Send sign-in link' }).click()
    await expect(page.getByText(right)).toBeVisible()
    await page.goto((await visitor.mailbox.waitForMail(right, { since })).link)
    await expect(page).toHaveURL('/dashboard?tab=2')
    await visitor.expectHello(right)
  })

  test('asks about a likely slip after sending, and sends there with one press', async ({
    visitor,
    mailbox,
  }) => {
    const { page } = visitor
    const [name] = visitor.address.split('@')
    await visitor.askForLink(`${name}@gmial.com`, { from: '/dashboard?tab=2' })
    await expect(page.getByText(checkEmail.didYouMean(`${name}@gmail.com`))).toBeVisible()
    await page.getByRole('button', { name: checkEmail.sendThere }).click()
    await expect(page.getByText(checkEmail.didYouMean(`${name}@gmail.com`))).toHaveCount(0)
    const mail = await mailbox.waitForMail(`${name}@gmail.com`)
    const inbox = page.getByRole('link', { name: checkEmail.openWebmail('Gmail') })
    await expect(inbox).toHaveAttribute('href', /^https:\/\/mail\.google\.com\/.*sign-in%40example\.com/)
    await expect(inbox).toHaveAttribute('rel', /noreferrer/)
    await page.goto(mail.link)
    await expect(page).toHaveURL('/dashboard?tab=2')
  })

  test('remembers the last address that signed in here, and forgets it when told', async ({ visitor }) => {
    const { page } = visitor
    const field = page.getByRole('textbox', { name: common.email })
    const forget = page.getByRole('button', { name: signInForm.forget })
    await page.goto('/')
    await expect(field).toHaveValue('')
    await expect(forget).toHaveCount(0)
    await visitor.signIn()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(field).toHaveValue(visitor.address)
    await forget.click()
    await expect(forget).toHaveCount(0)
    await expect(field).toHaveValue('')
    expect(await visitor.context.cookies()).toEqual([])
  })

  test('names where and when a link was asked for, and the way to sign in there', async ({
    visitor,
    newVisitor,
  }) => {
    const mail = await visitor.askForLink()
    const { page } = await newVisitor()
    await page.goto(mail.link)
    await expect(
      page.getByText(/just now, in another browser: (Chrome|Mobile Chrome).* on (Linux|Android)/),
    ).toBeVisible()
    await expect(page.getByText(linkPage.confirm.elsewhere)).toBeVisible()
  })

  test('does not replace the session of another account without saying so first', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const { page } = visitor
    await visitor.signIn()
    const bob = await newVisitor()
    const mail = await bob.askForLink()

    await page.goto(mail.link)
    await expect(page.getByText(linkPage.confirm.otherAccount(visitor.address))).toBeVisible()
    // A form that did not say so, because it was loaded before the session began, is answered with the page that does.
    const unsaid = await visitor.context.request.post(mail.link, {
      form: { intent: 'sign-in' },
      maxRedirects: 0,
    })
    expect(unsaid.status()).toBe(200)
    expect(await database.sessionsOf(bob.address)).toEqual([])

    await page.getByRole('button', { name: linkPage.confirm.change }).click()
    await visitor.expectHello(bob.address)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
  })
})
