import { expect } from '@playwright/test'
import { environment } from './environment'

/** A mail as the local mailbox has it. The others have picked out what a person would look for. */
type AnyMail = {
  id: string
  from: string
  to: string[]
  subject: string
  html: string
  text: string
  /** All that stand in its text. */
  links: string[]
}

export type Notice = AnyMail & {
  /** The first link, which is what the mail is for; empty where it has none. */
  url: string
}

export type Mail = AnyMail & {
  /** The sign-in link. */
  link: string
  /** The link's last part: id (22 characters) and secret (43). */
  token: string
  /** The code as it is written in the mail: "123 456". */
  code: string
}

/** Reads the mails that the application really sent, to the local stand-in for the mail provider. */
export class Mailbox {
  /**
   * The newest sign-in mail to that address, as soon as there is one.
   * @param since only a mail that was sent at that moment or later
   */
  async waitForMail(to: string, { since }: { since?: Date } = {}): Promise<Mail> {
    const mail = await this.newest(to, { since, words: '/magic-link/' })
    const links = mail.links.filter((link: string) => link.startsWith(`${environment.appUrl}/magic-link/`))
    expect(new Set(links).size, `sign-in links in the mail to ${to}`).toBe(1)
    const [link = ''] = links
    const [code = ''] = /^\d{3} \d{3}$/m.exec(mail.text) ?? []
    expect(code, `the code in the mail to ${to}`).not.toBe('')
    return { ...mail, link, token: link.slice(link.lastIndexOf('/') + 1), code }
  }

  /** The newest mail of another kind, by its subject. */
  async waitForNotice(to: string, subject: string, { since }: { since?: Date } = {}): Promise<Notice> {
    const mail = await this.newest(to, { since, words: subject })
    return { ...mail, url: mail.links[0] ?? '' }
  }

  /** The newest mail of any kind to that address, as soon as there is one. @param words that stand in it */
  async newest(to: string, { since, words = '' }: { since?: Date; words?: string } = {}): Promise<AnyMail> {
    const url = new URL('/api/emails/latest', environment.mailboxUrl)
    url.searchParams.set('to', to)
    url.searchParams.set('q', words)
    url.searchParams.set('wait', '10000')
    if (since) url.searchParams.set('since', since.toISOString())
    const answer = await fetch(url)
    expect(answer.status, `a mail to ${to} with ${words}`).toBe(200)
    return answer.json()
  }

  /** How many mails that address has got so far. */
  async count(to: string): Promise<number> {
    const url = new URL('/api/emails', environment.mailboxUrl)
    url.searchParams.set('to', to)
    const { emails } = await (await fetch(url)).json()
    return emails.length
  }

  /** The news of the newest mail to that address that the application has taken, such as `email.bounced`. */
  async newsTaken(to: string): Promise<string[]> {
    const url = new URL('/api/emails/latest', environment.mailboxUrl)
    url.searchParams.set('to', to)
    const { events } = await (await fetch(url)).json()
    const consumed = events.filter((event: { accepted: boolean }) => event.accepted)
    return consumed.map((event: { type: string }) => event.type)
  }
}
