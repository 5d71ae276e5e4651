import { expect } from '@playwright/test'
import { environment } from './environment'
import { Redis } from './redis'

/** An email as the local mailbox has it. The other types pick out what a person would look for. */
type AnyEmail = {
  id: string
  from: string
  to: string[]
  subject: string
  html: string
  text: string
  /** All links in its text. */
  links: string[]
}

export type Notice = AnyEmail & {
  /** The first link, which is what the email is for; empty if it has none. */
  url: string
}

export type SignInEmail = AnyEmail & {
  /** The sign-in link. */
  link: string
  /** The link's last part: id (22 characters) and secret (43). */
  token: string
  /** The code as the email writes it: "123 456". */
  code: string
}

/** Reads the emails that the application really sent, from the local stand-in for the mail provider. */
export class Mailbox {
  /**
   * The newest sign-in email to that address, as soon as there is one.
   * @param since only an email that was sent at that moment or later
   */
  async waitForEmail(to: string, { since }: { since?: Date } = {}): Promise<SignInEmail> {
    const email = await this.newest(to, { since, words: '/magic-link/' })
    const links = email.links.filter((link: string) => link.startsWith(`${environment.appUrl}/magic-link/`))
    expect(new Set(links).size, `sign-in links in the email to ${to}`).toBe(1)
    const [link = ''] = links
    const [code = ''] = /^\d{3} \d{3}$/m.exec(email.text) ?? []
    expect(code, `the code in the email to ${to}`).not.toBe('')
    return { ...email, link, token: link.slice(link.lastIndexOf('/') + 1), code }
  }

  /** The newest email of another kind, by its subject. */
  async waitForNotice(to: string, subject: string, { since }: { since?: Date } = {}): Promise<Notice> {
    const email = await this.newest(to, { since, words: subject })
    return { ...email, url: email.links[0] ?? '' }
  }

  /** The newest email of any kind to that address, as soon as there is one. @param words what it must contain */
  async newest(to: string, { since, words = '' }: { since?: Date; words?: string } = {}): Promise<AnyEmail> {
    const url = new URL('/api/emails/latest', environment.mailboxUrl)
    url.searchParams.set('to', to)
    url.searchParams.set('q', words)
    url.searchParams.set('wait', '10000')
    if (since) url.searchParams.set('since', since.toISOString())
    const answer = await fetch(url)
    expect(answer.status, `an email to ${to} with ${words}`).toBe(200)
    return answer.json()
  }

  /** How many emails that address has received, with those that are on their way. */
  async count(to: string): Promise<number> {
    await new Redis().untilSent((email) => email === to)
    const url = new URL('/api/emails', environment.mailboxUrl)
    url.searchParams.set('to', to)
    const { emails } = await (await fetch(url)).json()
    return emails.length
  }

  /** The delivery events of the newest email to that address that the application accepted, such as `email.bounced`. */
  async deliveryEvents(to: string): Promise<string[]> {
    const url = new URL('/api/emails/latest', environment.mailboxUrl)
    url.searchParams.set('to', to)
    const { events } = await (await fetch(url)).json()
    const accepted = events.filter((event: { accepted: boolean }) => event.accepted)
    return accepted.map((event: { type: string }) => event.type)
  }
}

/**
 * Has the local mail service fail for an address, as if the address said so.
 * @param fault.times for that many requests; for all, if left out
 */
export async function misbehave(fault: { to: string; behavior: string; times?: number }): Promise<void> {
  const answer = await fetch(new URL('/api/faults', environment.mailboxUrl), {
    method: 'POST',
    body: JSON.stringify(fault),
  })
  expect(answer.status).toBe(200)
}

/** Whether it still fails for that address. */
export async function misbehaving(to: string): Promise<boolean> {
  const { faults } = await (await fetch(new URL('/api/faults', environment.mailboxUrl))).json()
  return faults.some((fault: { to: string }) => fault.to === to)
}
