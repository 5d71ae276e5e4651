import { checkEmail, common, problemOf } from '@/lib/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'

withAndWithoutJavaScript(() => {
  test('signs in with the link, in one click', async ({ visitor }) => {
    const { page, address } = visitor
    const mail = await visitor.askForLink()
    await expect(page).toHaveURL('/check-email')
    await expect(page.getByText(address)).toBeVisible()

    await page.goto(mail.link)
    await expect(page).toHaveURL('/dashboard')
    await visitor.expectHello()
  })

  for (const [title, write] of [
    ['as the mail writes it', (code: string) => code],
    ['without a space', (code: string) => code.replace(' ', '')],
    ['with a hyphen', (code: string) => code.replace(' ', '-')],
  ] as const) {
    test(`signs in with the code, typed ${title}`, async ({ visitor }) => {
      const mail = await visitor.askForLink()
      await visitor.enterCode(write(mail.code))
      await visitor.expectHello()
      await expect(visitor.page).toHaveURL('/dashboard')
    })
  }

  test('leads back to where the visitor was going, by link', async ({ visitor }) => {
    const mail = await visitor.askForLink(visitor.address, { from: '/dashboard?tab=2' })
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
    await expect(visitor.page).toHaveURL('/dashboard?tab=2')
  })

  test('leads back to where the visitor was going, by code', async ({ visitor }) => {
    const mail = await visitor.askForLink(visitor.address, { from: '/dashboard?tab=2' })
    await visitor.enterCode(mail.code)
    await visitor.expectHello()
    await expect(visitor.page).toHaveURL('/dashboard?tab=2')
  })

  test('keeps what was typed and says what is wrong with it', async ({ visitor, mailbox }) => {
    const { page } = visitor
    const field = page.getByRole('textbox', { name: common.email })
    for (const [typed, problem] of [
      ['', problemOf({ reason: 'missing' })],
      ['ann@nowhere', problemOf({ reason: 'malformed' })],
      ['ann@example.com, bob@example.com', problemOf({ reason: 'malformed' })],
      [`${'a'.repeat(250)}@example.com`, problemOf({ reason: 'too-long' })],
    ] as const) {
      await page.goto('/?next=/dashboard%3Ftab%3D2')
      await field.fill(typed)
      await page.getByRole('button', { name: 'Send sign-in link' }).click()
      await expect(field).toHaveAccessibleDescription(problem)
      await expect(field).toHaveValue(typed)
    }
    expect(await mailbox.count('ann@example.com')).toBe(0)

    await field.fill(visitor.address)
    await page.getByRole('button', { name: 'Send sign-in link' }).click()
    await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    await page.goto((await mailbox.waitForMail(visitor.address)).link)
    await expect(page).toHaveURL('/dashboard?tab=2')
  })
})

test('finds the same user at a second sign-in, in whatever spelling', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const { address } = visitor
  await visitor.signIn()
  const [first] = await database.usersOf(address)

  const elsewhere = await newVisitor()
  const mail = await elsewhere.askForLink(`  ${address.replace('visitor', 'VISITOR')} `)
  await elsewhere.page.goto(mail.link)
  await elsewhere.expectHello(address)

  expect(await database.usersOf(address)).toEqual([first])
  const sessions = await database.sessionsOf(address)
  expect(sessions).toHaveLength(2)
  expect(new Set(sessions.map((session) => session.attemptId)).size).toBe(2)

  await visitor.page.reload()
  await visitor.expectHello()
})

test('shows no form to whoever is signed in', async ({ visitor }) => {
  await visitor.signIn()
  await visitor.page.goto('/')
  await expect(visitor.page).toHaveURL('/dashboard')
  await visitor.page.goto('/check-email')
  await expect(visitor.page).toHaveURL('/dashboard')
})
