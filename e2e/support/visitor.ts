import { randomBytes } from 'node:crypto'
import { type BrowserContext, type Cookie, expect, type Page } from '@playwright/test'
import { checkEmail, common, linkPage } from '@/lib/copy'
import type { BrowserProblems } from './browser-problems'
import type { Mail, Mailbox } from './mailbox'

/** Nobody else's, so that tests can run side by side. */
export const freshAddress = () => `visitor-${randomBytes(6).toString('hex')}@example.com`

/** A client's network of its own (IPv6, in the range for documentation), since limits are never switched off. */
export const freshClient = () => {
  const [a, b] = [randomBytes(2), randomBytes(2)].map((bytes) => bytes.toString('hex'))
  return `2001:db8:${a}:${b}::1`
}

/** Somebody with a browser: its own cookies, its own network address, one page. */
export class Visitor {
  /** An e-mail address that nobody else has. */
  readonly address = freshAddress()

  constructor(
    readonly page: Page,
    readonly problems: BrowserProblems,
    readonly mailbox: Mailbox,
    readonly hasJavaScript: boolean,
  ) {}

  get context(): BrowserContext {
    return this.page.context()
  }

  /**
   * Fills in the form, as people do, and answers the mail that arrives.
   * @param options.from where the visitor starts: a page that leads to the form, or the form itself
   */
  async askForLink(address = this.address, { from = '/' }: { from?: string } = {}): Promise<Mail> {
    const since = new Date()
    await this.submitForm(address, { from })
    return this.mailbox.waitForMail(address, { since })
  }

  /** The same without waiting for the mail, which may have no link. `origin` is another instance of the application. */
  async submitForm(address: string, { from = '/', origin = '' }: { from?: string; origin?: string } = {}) {
    await this.page.goto(origin + from)
    await this.#fillIn(address)
  }

  /** For a visitor who stands before the form already. */
  async fillIn(address = this.address): Promise<Mail> {
    const since = new Date()
    await this.#fillIn(address)
    return this.mailbox.waitForMail(address, { since })
  }

  async #fillIn(address: string): Promise<void> {
    await this.page.getByRole('textbox', { name: common.email }).fill(address)
    await this.page.getByRole('button', { name: 'Send sign-in link' }).click()
    await expect(this.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  }

  /** Signs in as people do: form, mail, link. Answers the mail. */
  async signIn(address = this.address): Promise<Mail> {
    const mail = await this.askForLink(address)
    await this.page.goto(mail.link)
    await this.expectHello(address)
    return mail
  }

  /** Types a code into the waiting room, where the visitor is after `askForLink`. */
  async enterCode(code: string): Promise<void> {
    await this.page.getByRole('textbox', { name: checkEmail.code }).fill(code)
    // Six digits send themselves, where a script can.
    const isComplete = /^\D*(\d\D*){6}$/.test(code)
    if (isComplete && this.hasJavaScript) return
    await this.page.getByRole('button', { name: checkEmail.submit }).click()
  }

  async expectHello(address = this.address): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `Hello ${address}`, exact: true })).toBeVisible()
  }

  /** Opens what is no good as a link, and stands on the page that says so. */
  async openDeadLink(link: string): Promise<void> {
    this.problems.expect(/Failed to load resource: .* status of 400/)
    const answer = await this.page.goto(link)
    expect(answer?.status()).toBe(400)
    await expect(this.page).toHaveTitle('Magic Link invalid/expired · Magic Link')
    await expect(this.page.getByRole('heading', { name: linkPage.invalid.title })).toBeVisible()
  }

  /** This browser's cookie of that kind, whatever prefix its name has; undefined where there is none. */
  async cookie(kind: 'session' | 'pending' | 'browser' | 'browser'): Promise<Cookie | undefined> {
    const cookies = await this.context.cookies()
    return cookies.find(({ name }) => name === kind || name === `__Host-${kind}`)
  }

  /** The same, where the test can't go on without it. */
  async heldCookie(kind: 'session' | 'pending' | 'browser' | 'browser'): Promise<Cookie> {
    const cookie = await this.cookie(kind)
    if (!cookie) throw new Error(`This browser holds no ${kind} cookie.`)
    return cookie
  }

  /** All cookies as a Cookie header: what somebody could have copied out of this browser. */
  async copyCookies(): Promise<string> {
    const cookies = await this.context.cookies()
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
}
