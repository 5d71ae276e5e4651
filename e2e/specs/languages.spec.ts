import { copyIn, LANGUAGES, problemIn } from '@/lib/copy'
import { expectAccessible } from '../support/accessible'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { signInByKeyboard } from '../support/keyboard'
import { destination, send } from '../support/plain-request'
import type { Visitor } from '../support/visitor'

const [english, german] = [copyIn('en'), copyIn('de')]
const accept = (language: string) => ({ 'Accept-Language': language })

/** Everything but the choice of languages, which each of them is named in. */
const heading = ({ page }: Visitor) => page.getByRole('heading', { level: 1 })

for (const language of LANGUAGES) {
  const t = copyIn(language)

  test(`the prerendered form, a link and an email speak ${t.language.name}`, async ({ client, mailbox }) => {
    const headers = accept(`${language}-XX,en;q=0.5`)
    const form = await (await client.send('/', { headers })).text()
    expect(form).toContain(`<html lang="${language}" dir="${t.language.direction}">`)
    expect(form).toContain(`>${t.signInForm.title}</h1>`)

    const fields = { email: client.address }
    expect((await client.send('/magic-link', { method: 'POST', form: fields, headers })).status).toBe(303)
    const email = await mailbox.waitForEmail(client.address)
    expect(email.subject).toBe(t.signInEmail.subject)
    expect(email.text).toContain(t.signInEmail.orCode)
    expect(email.html).toContain(`lang="${language}" dir="${t.language.direction}"`)

    const room = await (await client.send('/check-email', { headers })).text()
    expect(room).toContain(`>${t.checkEmail.title}</h1>`)
    // Elsewhere, in a browser that accepts another language: as the email.
    const path = new URL(email.link).pathname
    const elsewhere = await (await send(path, { headers: accept('nl,fr') })).text()
    expect(elsewhere).toContain(`<html lang="${language}"`)
    expect(elsewhere).toContain(t.linkPage.confirm.submit)
    // What the visitor has chosen counts for more.
    const chosen = await (await send(path, { headers: accept('nl'), cookies: 'language=es' })).text()
    expect(chosen).toContain(copyIn('es').linkPage.confirm.submit)
  })
}

withAndWithoutJavaScript(() => {
  test('a visitor chooses a language, and every page speaks it from then on', async ({
    visitor,
    mailbox,
  }) => {
    const { page } = visitor
    await page.goto('/?next=/account')
    await page.getByRole('button', { name: german.language.name }).click()
    await expect(heading(visitor)).toHaveText(german.signInForm.title)
    await expect(page).toHaveURL('/?next=/account')
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')

    await page.getByRole('textbox', { name: german.common.email }).fill('ann')
    await page.getByRole('button', { name: german.signInForm.submit }).click()
    await expect(page.getByText(problemIn(german, { reason: 'malformed' }))).toBeVisible()
    await page.getByRole('textbox', { name: german.common.email }).fill(visitor.address)
    await page.getByRole('button', { name: german.signInForm.submit }).click()
    await expect(heading(visitor)).toHaveText(german.checkEmail.title)
    const { link, subject } = await mailbox.waitForEmail(visitor.address)
    expect(subject).toBe(german.signInEmail.subject)
    await page.goto(link)
    await expect(heading(visitor)).toHaveText(german.account.title)

    await page.getByRole('button', { name: 'English' }).click()
    await expect(heading(visitor)).toHaveText(copyIn('en').account.title)
    await expect(page).toHaveURL('/account')
  })
})

test('what isn’t there is said in the visitor’s language, with status 404', async () => {
  const answer = await send('/nothing/here', { headers: accept('ja') })
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain(copyIn('ja').errors.notFound.title)
  for (const path of [
    '/ja',
    '/ja/account',
    '/de/dashboard',
    '/prerendered',
    '/prerendered/ja',
    '/prerendered/xx',
  ]) {
    expect((await send(path)).status, path).toBe(404)
  }
})

withAndWithoutJavaScript(() => {
  test('what was typed stays when another language is chosen', async ({ visitor, mailbox }) => {
    const { page, address } = visitor
    await page.goto('/?next=/account/email')
    await page.getByRole('textbox', { name: english.common.email }).fill(address)
    await page.getByLabel(english.common.keepSignedIn).uncheck()
    await page.getByRole('button', { name: german.language.name }).click()
    const email = page.getByRole('textbox', { name: german.common.email })
    await expect(email).toHaveValue(address)
    await expect(page.getByLabel(german.common.keepSignedIn)).not.toBeChecked()
    await expect(page.getByText(german.errors.outdated)).toBeHidden()
    expect(page.url()).not.toContain(encodeURIComponent(address))
    // Once more, right away.
    await email.fill(`x${address}`)
    await page.getByRole('button', { name: english.language.name }).click()
    await expect(page.getByRole('textbox', { name: english.common.email })).toHaveValue(`x${address}`)
    expect(await mailbox.count(address)).toBe(0)
    await page.getByRole('textbox', { name: english.common.email }).fill(address)
    await page.getByRole('button', { name: english.signInForm.submit }).click()
    await expect(heading(visitor)).toHaveText(english.checkEmail.title)

    await page.goto((await mailbox.waitForEmail(address)).link)
    await expect(heading(visitor)).toHaveText(english.emailPage.title)
    await page.getByRole('textbox', { name: english.emailPage.newAddress }).fill('ann@example.org')
    await page.getByRole('button', { name: german.language.name }).click()
    await expect(page.getByRole('textbox', { name: german.emailPage.newAddress })).toHaveValue(
      'ann@example.org',
    )
    await expect(page.getByText(german.errors.outdated)).toBeHidden()
  })
})

test.describe('with JavaScript', () => {
  test('a form that comes back from another language still sends', async ({ visitor }) => {
    const { page, address } = visitor
    await page.goto('/')
    await page.getByRole('textbox', { name: english.common.email }).fill(address)
    await page.getByRole('button', { name: german.language.name }).click()
    await expect(heading(visitor)).toHaveText(german.signInForm.title)
    await page.goBack()
    await page.getByRole('textbox').fill(address)
    await page.locator('form#sign-in button[type=submit]').click()
    await expect(page).toHaveURL('/check-email')
  })
})

test('attack: choosing a language leads to no other site, and no other site can choose it', async () => {
  const choose = (headers: Record<string, string>) =>
    send('/language', { method: 'POST', form: { language: 'de' }, headers })
  const own = { Origin: environment.appUrl }
  const page = await choose({ ...own, Referer: `${environment.appUrl}/account?x=1` })
  expect([page.status, destination(page)]).toEqual([303, '/account?x=1'])
  expect(page.headers.getSetCookie().join()).toMatch(/^language=de; Path=\/; .*HttpOnly; SameSite=lax/i)
  for (const referrer of [
    'https://evil.example/',
    `${environment.appUrl}//evil.example`,
    'x',
    '/\\evil.example',
  ]) {
    const answer = await choose({ ...own, Referer: referrer })
    expect([answer.status, destination(answer)], referrer).toEqual([303, '/'])
  }
  const foreign = await choose({ Origin: 'https://evil.example' })
  expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []])
})

// Long words, another direction, and no spaces.
for (const language of ['de', 'ar', 'ja'] as const) {
  test(`the keyboard alone signs in, and out again, in ${copyIn(language).language.name}`, async ({
    visitor,
  }) => {
    await visitor.context.addCookies([{ name: 'language', value: language, url: environment.appUrl }])
    await signInByKeyboard(visitor, copyIn(language))
  })

  test.describe('on a narrow phone', () => {
    test.use({ freshBrowser: true, viewport: { width: 320, height: 640 } })

    test(`every page is accessible and fits in ${copyIn(language).language.name}`, async ({ visitor }) => {
      test.slow()
      const { page, context } = visitor
      expect(page.viewportSize()?.width).toBe(320)
      visitor.problems.expect(/status of 40[04]/)
      await context.addCookies([{ name: 'language', value: language, url: environment.appUrl }])
      const { link } = await visitor.requestLinkUnseen()
      for (const path of ['/', '/check-email', '/magic-link/x', '/nothing/here']) {
        await page.goto(path)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expectAccessible(page, { isLatin: language !== 'ar' })
      }
      await context.request.get(link)
      for (const path of [
        '/dashboard',
        ...['', '/email', '/sessions', '/activity', '/delete'].map((at) => `/account${at}`),
      ]) {
        await page.goto(path)
        await expect(heading(visitor)).toBeVisible()
        await expectAccessible(page, { isLatin: language !== 'ar' })
      }
    })
  })
}
