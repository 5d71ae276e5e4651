import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Email, type MailServer, startResend } from '../index'

let server: MailServer
let smtpUrl: string
const told: Email[] = []

beforeAll(async () => {
  server = await startResend({ port: 0, onEmail: (email) => told.push(email) })
  smtpUrl = (await server.startSmtp(0)).url
})
afterAll(() => server.close())

const EMAIL = {
  from: 'Ünser Äpp <hello@app.example>',
  subject: 'Sign in to “Ünser Äpp”, which has a name so long that its header takes two lines at least',
  replyTo: 'help@app.example',
  text: 'Hello ünser Äpp\n\n123 456\n\nhttp://localhost:3000/magic-link/abc=def\n.\n',
  html: `<p>${'Hello ü '.repeat(40)}</p>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
}
const send = (to: string, url = smtpUrl, socketTimeout = 20_000) =>
  createTransport({ url, socketTimeout, socketCloseTimeout: 0 }).sendMail({ ...EMAIL, to })
const emails = async (to: string, more = ''): Promise<Email[]> =>
  (await (await fetch(`${server.url}/api/emails?to=${encodeURIComponent(to)}${more}`)).json()).emails

describe('an SMTP server beside Resend', () => {
  it('puts emails into the same mailbox, with all that was set on them', async () => {
    await send('ann@example.com')
    const [email] = await emails('ann@example.com')
    expect(email).toMatchObject({
      from: EMAIL.from,
      to: ['ann@example.com'],
      subject: EMAIL.subject,
      text: EMAIL.text,
      html: EMAIL.html,
      headers: { 'Auto-Submitted': 'auto-generated' },
      replyTo: ['help@app.example'],
      code: '123 456',
      links: ['http://localhost:3000/magic-link/abc=def'],
      state: 'sent',
      events: [],
    })
    expect(told.map(({ to }) => to)).toEqual([['ann@example.com']])
  })

  it('refuses a wrong password', async () => {
    const withLogin = (password: string) => smtpUrl.replace('//', `//me:${password}@`)
    await expect(send('login@example.com', withLogin('wrong'))).rejects.toThrow('535')
    await send('login@example.com', withLogin('local'))
    expect(await emails('login@example.com')).toHaveLength(1)
  })

  it.each([
    ['reject', '550 5.1.1', 0],
    ['fail', '451 4.3.0', 0],
    ['busy', '450 4.7.1', 0],
    ['hang', 'Timeout', 1],
    ['reset', 'ECONNRESET', 1],
    ['garbage', 'This is not SMTP', 1],
  ])('does what an address says: %s', async (word, message, kept) => {
    const sent = send(`${word}-smtp@example.com`, smtpUrl, word === 'hang' ? 1000 : undefined)
    await expect(sent).rejects.toThrow(message)
    expect(await emails(`${word}-smtp@example.com`)).toHaveLength(kept)
  })

  it('is busy once', async () => {
    await expect(send('busy-once@example.com')).rejects.toThrow('450')
    await send('busy-once@example.com')
  })
})
