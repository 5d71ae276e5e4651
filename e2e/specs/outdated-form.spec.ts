import { checkEmail, common, dashboard, errors, signInForm } from '@/e2e/support/copy'
import { copyIn } from '@/lib/copy'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { plainText } from '../support/form'

// A page that was open during a deploy: its form names an action that this build doesn't have.

const ANOTHER_BUILD = `40${'0'.repeat(40)}`

test('an open form survives a deploy: it loads again with what was typed, and says so', async ({
  visitor,
}) => {
  const { page, address } = visitor
  await page.route('**/*', async (route) => {
    const headers = route.request().headers()
    if (headers['next-action'])
      await route.continue({ headers: { ...headers, 'next-action': ANOTHER_BUILD } })
    else await route.continue()
  })
  await page.goto('/?next=/account')
  const email = page.getByLabel(common.email)
  await email.fill(address)
  await page.getByLabel(common.keepSignedIn).uncheck()
  await page.getByRole('button', { name: signInForm.submit }).click()

  await expect(page.getByText(errors.outdated)).toBeVisible()
  await expect(email).toHaveValue(address)
  await expect(email).toBeFocused()
  await expect(page.getByLabel(common.keepSignedIn)).not.toBeChecked()
  expect(new URL(page.url()).searchParams.get('next')).toBe('/account')
  expect(page.url()).not.toContain(encodeURIComponent(address))

  await page.unroute('**/*')
  await page.getByRole('button', { name: signInForm.submit }).click()
  await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  await expect(page.getByText(errors.outdated)).toBeHidden()
})

/** As an earlier build made it. */
function outdated(form: FormData): FormData {
  const earlier = new FormData()
  for (const [name, value] of form) {
    const rename = (text: string) => text.replace(/(?<![\da-f])[\da-f]{42}(?![\da-f])/g, ANOTHER_BUILD)
    earlier.append(rename(name), rename(String(value)))
  }
  return earlier
}

test('without JavaScript, too: the address', async ({ client, mailbox }) => {
  const form = outdated(await client.formOn('/', signInForm.submit, { email: client.address }))
  const answer = await client.send('/', { method: 'POST', form })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  const page = await client.send('/')
  expect(page.headers.get('cache-control')).toContain('no-store')
  const html = plainText(await page.text())
  expect(html).toContain(errors.outdated)
  expect(html).toContain(`value="${client.address}"`)
  expect(await mailbox.count(client.address)).toBe(0)

  const again = await client.press('/', signInForm.submit)
  expect([again.status, again.headers.get('location')]).toEqual([303, '/check-email'])
  await mailbox.waitForEmail(client.address)
})

test('without JavaScript, too: the code', async ({ client }) => {
  await client.requestLink()
  const form = outdated(await client.formOn('/check-email', checkEmail.submit, { code: '123 456' }))
  const answer = await client.send('/check-email', { method: 'POST', form })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/check-email'])
  const html = plainText(await (await client.send('/check-email')).text())
  expect(html).toContain(errors.outdated)
  expect(html).toContain('value="123 456"')
})

test('a button without anything to type says that it did nothing', async ({ client, database }) => {
  await client.signIn()
  const form = outdated(await client.formOn('/dashboard', dashboard.signOut))
  const answer = await client.send('/dashboard', { method: 'POST', form })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard'])
  expect(plainText(await (await client.send('/dashboard')).text())).toContain(errors.outdated)
  expect(await database.sessionsOf(client.address)).toMatchObject([{ ended: false }])

  const again = await client.press('/dashboard', dashboard.signOut)
  expect(again.status).toBe(303)
  expect(client.cookies).not.toMatch(/typed=[^;]/)
})

test('its page can still be read in another language, and the address stays', async ({ client }) => {
  const german = copyIn('de')
  const form = outdated(await client.formOn('/', signInForm.submit, { email: client.address }))
  form.set('language', 'de')
  const headers = { Referer: `${environment.appUrl}/` }
  const answer = await client.send('/language', { method: 'POST', form, headers })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  const html = plainText(await (await client.send('/')).text())
  expect(html).toContain(german.signInForm.submit)
  expect(html).toContain(`value="${client.address}"`)
  expect(html).not.toContain(german.errors.outdated)
})
