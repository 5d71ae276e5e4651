import * as copy from '@/e2e/support/copy'
import { Database } from '@/e2e/support/database'
import { freshAddress, type Visitor } from '@/e2e/support/visitor'
import { wrongCode } from '@/e2e/support/wrong-code'
import { minutes } from '@/lib/platform/time'

type Studio = { newVisitor(): Promise<Visitor>; shoot(name: string, visitor: Visitor): Promise<void> }

export async function signIn({ newVisitor, shoot }: Studio) {
  const visitor = await newVisitor()
  await open(visitor, '/')
  await shoot('form', visitor)
  await fill(visitor, copy.common.email, 'ann@nowhere', copy.signInForm.submit)
  await shoot('form-with-problem', visitor)
  await visitor.signIn()
  await shoot('dashboard', visitor)
  await press(visitor, copy.dashboard.signOut)
  await see(visitor, copy.signInForm.forget)
  await shoot('form-with-last-email', visitor)
  await open(visitor, '/nowhere')
  await shoot('not-found', visitor)
  await open(visitor, '/unavailable?next=/dashboard')
  await shoot('unavailable', visitor)
}

export async function wait({ newVisitor, shoot }: Studio) {
  const [visitor, mistyper] = [await newVisitor(), await newVisitor()]
  const [bouncer, unlucky] = [await newVisitor(), await newVisitor()]
  const { code } = await visitor.requestLink()
  if (visitor.hasJavaScript) await see(visitor, copy.checkEmail.emailState.delivered)
  await shoot('check-email', visitor)
  for (const triesLeft of [4, 3, 2, 1]) {
    await visitor.enterCode(wrongCode(code, triesLeft))
    await see(visitor, copy.problemOf({ reason: 'wrong-code', triesLeft }))
    if (triesLeft === 4) await shoot('check-email-wrong-code', visitor)
  }
  await visitor.enterCode(wrongCode(code, 5))
  await see(visitor, copy.checkEmail.tooManyTries.title)
  await shoot('check-email-too-many-tries', visitor)
  await mistyper.submitForm(mistyper.address.replace('example.com', 'gmial.com'))
  await shoot('check-email-typo', mistyper)
  // The local cloud does as the first word of an address says.
  await bouncer.submitForm(`bounce-${bouncer.address}`)
  if (bouncer.hasJavaScript) await see(bouncer, copy.checkEmail.emailState.bounced)
  await shoot('check-email-bounced', bouncer)
  await unlucky.submitForm(`reject-${unlucky.address}`)
  await see(unlucky, copy.checkEmail.emailState.failed)
  await shoot('check-email-failed', unlucky)
}

export async function openLinks({ newVisitor, shoot }: Studio) {
  const [visitor, other, stranger] = [await newVisitor(), await newVisitor(), await newVisitor()]
  const { link } = await visitor.requestLink()
  await open(other, link)
  await shoot('magic-link-in-another-browser', other)
  await other.signIn()
  await open(other, link)
  await shoot('magic-link-of-another-account', other)
  await open(visitor, link)
  await open(other, link)
  await shoot('magic-link-used', other)
  await open(stranger, '/magic-link/cut-off')
  await shoot('magic-link-unknown', stranger)
  await fill(stranger, copy.linkPage.invalid.ask, 'ann@nowhere', copy.linkPage.invalid.submit)
  await shoot('magic-link-not-sent', stranger)

  const since = new Date()
  await stranger.signIn(visitor.address)
  const { url } = await visitor.mailbox.waitForNotice(visitor.address, copy.newDeviceEmail.subject, { since })
  await open(visitor, url)
  await shoot('report-sign-in', visitor)
  await press(visitor, copy.reportPage.submit)
  await shoot('report-sign-in-confirm', visitor)
  await press(visitor, copy.reportPage.confirm.submit)
  await shoot('report-sign-in-done', visitor)
  await open(visitor, url)
  await shoot('report-sign-in-dead', visitor)
}

export async function manageAccount({ newVisitor, shoot }: Studio) {
  const [visitor, other] = [await newVisitor(), await newVisitor()]
  await open(visitor, '/')
  await visitor.page.getByLabel(copy.common.keepSignedIn).uncheck()
  await open(visitor, (await visitor.fillIn()).link)
  await other.signIn(visitor.address)
  for (const place of ['', '/email', '/sessions', '/activity', '/delete']) {
    await open(visitor, `/account${place}`)
    await shoot(`account${place.replace('/', '-')}`, visitor)
  }
  const database = new Database()
  await database.ageSessions(visitor.address, { signIn: minutes(11) })
  database.close()
  await open(visitor, '/account/delete')
  await shoot('account-reauthenticate', visitor)
  const since = new Date()
  await press(visitor, copy.reauthenticatePage.submit)
  await see(visitor, copy.checkEmail.goBack)
  await shoot('account-reauthenticate-check-email', visitor)
  await open(visitor, (await visitor.mailbox.waitForEmail(visitor.address, { since })).link)
  await open(visitor, '/account/switched?next=/account/email')
  await shoot('account-switched', visitor)
  await open(visitor, '/account/delete')
  await press(visitor, copy.deletePage.submit)
  await see(visitor, copy.goodbye.title)
  await shoot('goodbye', visitor)
}

export async function changeEmail({ newVisitor, shoot }: Studio) {
  const [visitor, other] = [await newVisitor(), await newVisitor()]
  await visitor.signIn()
  await other.signIn()
  const request = async (newEmail: string) => {
    const since = new Date()
    await open(visitor, '/account/email')
    await fill(visitor, copy.emailPage.newAddress, newEmail, copy.emailPage.submit)
    await see(visitor, copy.emailPage.waiting.title)
    const { confirmEmailChangeEmail, emailChangeRequestedEmail } = copy
    const confirm = await visitor.mailbox.waitForNotice(newEmail, confirmEmailChangeEmail.subject, { since })
    const cancel = await visitor.mailbox.waitForNotice(visitor.address, emailChangeRequestedEmail.subject, {
      since,
    })
    return { confirm: confirm.url, cancel: cancel.url }
  }
  const links = await request(freshAddress())
  await shoot('account-email-pending', visitor)
  await open(other, links.cancel)
  await shoot('cancel-email-change', other)
  await open(visitor, links.confirm)
  await shoot('confirm-email', visitor)
  await open(other, links.confirm)
  await shoot('confirm-email-of-another-account', other)
  await open(visitor, links.confirm)
  await press(visitor, copy.confirmEmailPage.submit)
  await shoot('confirm-email-done', visitor)
  await open(other, links.confirm)
  await shoot('confirm-email-done-in-another-browser', other)
  await open(other, links.cancel)
  await shoot('undo-email-change', other)
  await press(other, copy.undoPage.confirmed.submit)
  await press(other, copy.undoPage.confirmed.confirm.submit)
  await shoot('undo-email-change-done', other)
  await open(other, links.confirm)
  await shoot('confirm-email-dead', other)

  await visitor.signIn()
  await open(visitor, '/account/email')
  await fill(visitor, copy.emailPage.newAddress, visitor.address, copy.emailPage.submit)
  await shoot('account-email-with-problem', visitor)
  const { cancel } = await request(freshAddress())
  await open(other, cancel)
  await press(other, copy.undoPage.waiting.submit)
  await press(other, copy.undoPage.waiting.confirm.submit)
  await shoot('cancel-email-change-done', other)
}

async function open({ page }: Visitor, url: string) {
  await page.goto(url)
}

async function see({ page }: Visitor, words: string) {
  await page.getByText(words).first().waitFor()
}

async function fill(visitor: Visitor, label: string, value: string, button: string) {
  await visitor.page.getByRole('textbox', { name: label }).fill(value)
  await press(visitor, button)
}

async function press({ page }: Visitor, button: string) {
  await page.getByRole('button', { name: button }).click()
  await page.waitForLoadState('networkidle')
}
