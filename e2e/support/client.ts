import { expect } from '@playwright/test'
import { findForm } from './form'
import type { Mailbox, SignInEmail } from './mailbox'
import { type PlainRequest, requestLinkFor, send } from './plain-request'
import { freshAddress, freshClient } from './visitor'

/** A visitor without a browser, for what pages play no part in: cookies of its own, and plain requests. */
export class Client {
  /** An email address of its own. */
  readonly address = freshAddress()
  readonly #network = freshClient()
  readonly #cookies = new Map<string, string>()

  constructor(readonly mailbox: Mailbox) {}

  /** One request with this client's cookies. It keeps those that it is given. */
  async send(path: string, request: PlainRequest = {}): Promise<Response> {
    const headers = { 'X-Forwarded-For': this.#network, ...request.headers }
    return this.#keep(await send(path, { cookies: this.cookies, ...request, headers }))
  }

  /** Requests a link, and returns the email that arrives. */
  async requestLink(address = this.address, next?: string): Promise<SignInEmail> {
    const since = new Date()
    const headers = { 'X-Forwarded-For': this.#network }
    const answer = this.#keep(await requestLinkFor(address, { next, cookies: this.cookies, headers }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/check-email'])
    return this.mailbox.waitForEmail(address, { since })
  }

  /** Opens the link in the browser that requested it, which is enough. */
  async openLink(link: string, next = '/dashboard'): Promise<void> {
    const answer = await this.send(new URL(link).pathname)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, next])
  }

  /** Form, email, link. */
  async signIn(address = this.address): Promise<SignInEmail> {
    const email = await this.requestLink(address)
    await this.openLink(email.link)
    await this.expectHello(address)
    return email
  }

  async expectHello(address = this.address): Promise<void> {
    const dashboard = await this.send('/dashboard')
    expect(dashboard.status).toBe(200)
    expect(await dashboard.text()).toContain(`Hello ${address}`)
  }

  /** The form of that page with that field, value or button, as a browser without JavaScript would post it. */
  async formOn(path: string, part: string, fields: Record<string, string> = {}): Promise<FormData> {
    const found = findForm(await (await this.send(path)).text(), part, path)
    if (!found) throw new Error(`${path} shows no form with ${part}.`)
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...found.fields, ...fields })) form.set(name, value)
    return form
  }

  /** Presses that button. */
  async press(path: string, button: string, fields: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { method: 'POST', form: await this.formOn(path, button, fields) })
  }

  /** A Cookie header: what an attacker could have copied. */
  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The name and value of this client's cookie of that kind, whatever prefix its name has. */
  cookie(kind: 'session' | 'pending'): { name: string; value: string } {
    for (const [name, value] of this.#cookies) {
      if (name === kind || name === `__Host-${kind}`) return { name, value }
    }
    throw new Error(`This client has no ${kind} cookie.`)
  }

  /** Replaces the value of that cookie. */
  setCookie({ name, value }: { name: string; value: string }): void {
    this.#cookies.set(name, value)
  }

  #keep(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0\b/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return answer
  }
}
