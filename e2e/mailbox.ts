import { expect } from '@playwright/test'
import { environment } from './environment'

/** A mail as the local mailbox has it, with what a person would look for picked out. */
export type Mail = {
  id: string
  from: string
  to: string[]
  subject: string
  html: string
  text: string
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
    const url = new URL('/api/mails/latest', environment.mailboxUrl)
    url.searchParams.set('to', to)
    url.searchParams.set('wait', '10000')
    if (since) url.searchParams.set('since', since.toISOString())
    const answer = await fetch(url)
    expect(answer.status, `a mail to ${to}`).toBe(200)
    const mail = await answer.json()

    const links = mail.links.filter((link: string) => link.startsWith(`${environment.appUrl}/magic-link/`))
    expect(new Set(links).size, `sign-in links in the mail to ${to}`).toBe(1)
    const [code] = /^\d{3} \d{3}$/m.exec(mail.text) ?? []
    expect(code, `the code in the mail to ${to}`).toBeDefined()
    return { ...mail, link: links[0], token: links[0].split('/').at(-1), code }
  }

  /** How many mails that address has got so far. */
  async count(to: string): Promise<number> {
    const url = new URL('/api/mails', environment.mailboxUrl)
    url.searchParams.set('to', to)
    const { mails } = await (await fetch(url)).json()
    return mails.length
  }

  /** The news of the newest mail to that address that the application has taken, such as `email.bounced`. */
  async newsTaken(to: string): Promise<string[]> {
    const url = new URL('/api/mails/latest', environment.mailboxUrl)
    url.searchParams.set('to', to)
    const { events } = await (await fetch(url)).json()
    const taken = events.filter((event: { accepted: boolean }) => event.accepted)
    return taken.map((event: { type: string }) => event.type)
  }
}
