import { checkEmail, common, problemOf } from '@/e2e/support/copy'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'

withAndWithoutJavaScript(() => {
  test('signs in with the link, in one click', async ({ visitor }) => {
    const { page, address } = visitor
    const email = await visitor.requestLink()
    await expect(page).toHaveURL('/check-email')
    await expect(page.getByText(address)).toBeVisible()

    await page.goto(email.link)
    await expect(page).toHaveURL('/dashboard')
    await visitor.expectHello()
  })

  for (const [title, write] of [
    ['as the email writes it', (code: string) => code],
    ['without a space', (code: string) => code.replace(' ', '')],
    ['with a hyphen', (code: string) => code.replace(' ', '-')],
  ] as const) {
    test(`signs in with the code, typed ${title}`, async ({ visitor }) => {
      const email = await visitor.requestLink()
      await visitor.enterCode(write(email.code))
      await visitor.expectHello()
      await expect(visitor.page).toHaveURL('/dashboard')
    })
  }

  test('returns to where the visitor was going, by link', async ({ visitor }) => {
    const email = await visitor.requestLink(visitor.address, { from: '/dashboard?tab=2' })
    await visitor.page.goto(email.link)
    await visitor.expectHello()
    await expect(visitor.page).toHaveURL('/dashboard?tab=2')
  })

  test('returns to where the visitor was going, by code', async ({ visitor }) => {
    const email = await visitor.requestLink(visitor.address, { from: '/dashboard?tab=2' })
    await visitor.enterCode(email.code)
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
      await visitor.typeAddress(typed)
      await expect(field).toHaveAccessibleDescription(problem)
      await expect(field).toHaveValue(typed)
    }
    expect(await mailbox.count('ann@example.com')).toBe(0)

    await visitor.typeAddress(visitor.address)
    await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
    await page.goto((await mailbox.waitForEmail(visitor.address)).link)
    await expect(page).toHaveURL('/dashboard?tab=2')
  })
})

test('finds the same user at a second sign-in, in any spelling', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const { address } = visitor
  await visitor.signInUnseen()
  const [first] = await database.usersOf(address)

  const elsewhere = await newVisitor()
  const email = await elsewhere.requestLink(`  ${address.replace('visitor', 'VISITOR')} `)
  await elsewhere.page.goto(email.link)
  await elsewhere.expectHello(address)

  expect(await database.usersOf(address)).toEqual([first])
  const sessions = await database.sessionsOf(address)
  expect(sessions).toHaveLength(2)
  expect(new Set(sessions.map((session) => session.attemptId)).size).toBe(2)

  await visitor.page.goto('/dashboard')
  await visitor.expectHello()
})

test('shows no form to a visitor who is signed in', async ({ visitor }) => {
  await visitor.signInUnseen()
  await visitor.page.goto('/')
  await expect(visitor.page).toHaveURL('/dashboard')
  await visitor.page.goto('/check-email')
  await expect(visitor.page).toHaveURL('/dashboard')
})

test('with JavaScript, one page follows the other in the same document, always in style', async ({
  visitor,
}) => {
  const { page } = visitor
  await page.goto('/')
  await page.evaluate(() => {
    const seen: Record<string, number> = {}
    Object.assign(window, { seen })
    const look = () => {
      const { pathname } = window.location
      seen[pathname] = Math.min(seen[pathname] ?? 9, document.styleSheets.length)
      requestAnimationFrame(look)
    }
    look()
  })
  const email = await visitor.fillIn()
  await visitor.enterCode(email.code)
  await visitor.expectHello()
  await visitor.signOut()
  // Of a document that was loaded again, nothing would have been seen.
  expect(await page.evaluate(() => Reflect.get(window, 'seen'))).toEqual({
    '/': 1,
    '/check-email': 1,
    '/dashboard': 1,
  })
})
