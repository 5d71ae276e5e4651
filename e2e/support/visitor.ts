import { randomBytes } from 'node:crypto'
import { type BrowserContext, type Cookie, expect, type Page } from '@playwright/test'
import { typedCode } from '@/app/(public)/check-email/typed-code'
import { checkEmail, common, dashboard, linkPage, signInForm } from '@/e2e/support/copy'
import type { BrowserProblems } from './browser-problems'
import type { Mailbox, SignInEmail } from './mailbox'

/** An address of its own for each test, so that tests can run side by side. */
export const freshAddress = () => `visitor-${randomBytes(6).toString('hex')}@example.com`

/** A client's network of its own (IPv6, in the range for documentation), since limits are never switched off. */
export const freshClient = () => {
  const [a, b] = [randomBytes(2), randomBytes(2)].map((bytes) => bytes.toString('hex'))
  return `2001:db8:${a}:${b}::1`
}

type CookieKind = 'session' | 'pending' | 'device'

/** A person with a browser: cookies and a network address of its own, one page. */
export class Visitor {
  /** An email address of its own. */
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
   * Fills in the form, as people do, and returns the email that arrives.
   * @param options.from where the visitor starts: a page that redirects to the form, or the form itself
   */
  async requestLink(address = this.address, { from = '/' }: { from?: string } = {}): Promise<SignInEmail> {
    const since = new Date()
    await this.submitForm(address, { from })
    return this.mailbox.waitForEmail(address, { since })
  }

  /** The same without waiting for the email, which may have no link. `origin` is another instance of the application. */
  async submitForm(address: string, { from = '/', origin = '' }: { from?: string; origin?: string } = {}) {
    await this.page.goto(origin + from)
    await this.#fillIn(address)
  }

  /** For a visitor who is on the form already. */
  async fillIn(address = this.address): Promise<SignInEmail> {
    const since = new Date()
    await this.#fillIn(address)
    return this.mailbox.waitForEmail(address, { since })
  }

  async #fillIn(address: string): Promise<void> {
    await this.typeAddress(address)
    await expect(this.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  }

  /** Types an address into the form and sends it, whatever comes of it. */
  async typeAddress(address: string): Promise<void> {
    await this.page.getByRole('textbox', { name: common.email }).fill(address)
    await this.page.getByRole('button', { name: signInForm.submit }).click()
  }

  /** Signs in as people do: form, email, link. Returns the email. */
  async signIn(address = this.address): Promise<SignInEmail> {
    const email = await this.requestLink(address)
    await this.page.goto(email.link)
    await this.expectHello(address)
    return email
  }

  /**
   * The same by plain requests of this browser, for tests about what comes before or after: nothing is
   * rendered, and the page stays where it is.
   */
  async requestLinkUnseen(address = this.address, { next = '/dashboard' } = {}): Promise<SignInEmail> {
    const since = new Date()
    const form = { email: address, next }
    const answer = await this.context.request.post('/magic-link', { form, maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, '/check-email'])
    return this.mailbox.waitForEmail(address, { since })
  }

  /** Form, email and link by plain requests: see `requestLinkUnseen`. */
  async signInUnseen(address = this.address): Promise<SignInEmail> {
    const email = await this.requestLinkUnseen(address)
    const answer = await this.context.request.get(email.link, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, '/dashboard'])
    return email
  }

  /** Types a code into the waiting room, where the visitor is after `requestLink`. */
  async enterCode(code: string): Promise<void> {
    await this.page.getByRole('textbox', { name: checkEmail.code }).fill(code)
    // With JavaScript, a code submits itself.
    if (this.hasJavaScript && typedCode(code)) return
    await this.page.getByRole('button', { name: checkEmail.submit }).click()
  }

  async expectHello(address = this.address): Promise<void> {
    await expect(
      this.page.getByRole('heading', { name: dashboard.hello(address), exact: true }),
    ).toBeVisible()
  }

  /** Signs out from the dashboard, back to the form. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(this.page).toHaveURL('/')
  }

  /** Opens what doesn't work as a link, up to the page that says so. */
  async openDeadLink(link: string): Promise<void> {
    this.problems.expect(/Failed to load resource: .* status of 400/)
    const answer = await this.page.goto(link)
    expect(answer?.status()).toBe(400)
    await this.expectDeadLink()
  }

  async expectDeadLink(): Promise<void> {
    await expect(this.page).toHaveTitle('Magic Link invalid/expired · Magic Link')
    await expect(this.page.getByRole('heading', { name: linkPage.invalid.title })).toBeVisible()
  }

  /** This browser's cookie of that kind, whatever prefix its name has; undefined if there is none. */
  async cookie(kind: CookieKind): Promise<Cookie | undefined> {
    const cookies = await this.context.cookies()
    return cookies.find(({ name }) => name === kind || name === `__Host-${kind}`)
  }

  /** The same, if the test can't go on without it. */
  async requireCookie(kind: CookieKind): Promise<Cookie> {
    const cookie = await this.cookie(kind)
    if (!cookie) throw new Error(`This browser has no ${kind} cookie.`)
    return cookie
  }

  /** All cookies as a Cookie header: what an attacker could have copied out of this browser. */
  async copyCookies(): Promise<string> {
    const cookies = await this.context.cookies()
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
}
