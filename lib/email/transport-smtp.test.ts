import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { startResend } from 'local-cloud'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { en } from '@/lib/copy/dictionaries/en'
import { log } from '@/lib/platform/log'
import { randomId } from '@/lib/platform/secrets'

const stops: (() => unknown)[] = []
beforeEach(() => {
  vi.stubEnv('RESEND_API_KEY', '')
  vi.stubEnv('RESEND_BASE_URL', '')
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** The real sender, with SMTP_URL instead of Resend. */
async function senderTo(url: string, more: Record<string, string> = {}) {
  vi.resetModules()
  for (const [name, value] of Object.entries({ SMTP_URL: url, ...more })) vi.stubEnv(name, value)
  const { sendEmail } = await import('./send')
  const { noAccountEmail } = await import('./templates/no-account')
  return (to: string, { id = randomId(), subject = noAccountEmail(en).subject } = {}) =>
    sendEmail({ ...noAccountEmail(en), subject }, { to, id })
}

/** The local cloud’s server, and what lies in its mailbox. */
async function mailServer() {
  const resend = await startResend({ port: 0 })
  stops.push(() => resend.close())
  const { url } = await resend.startSmtp(0)
  const emails = async (to: string) =>
    (await (await fetch(`${resend.url}/api/emails?to=${encodeURIComponent(to)}`)).json()).emails
  return { url, emails }
}

/** A server that says what the test wants after each line, and what it heard. Host: 0.0.0.0 isn't loopback. */
async function scripted(answer: (line: string, socket: Socket) => string | undefined, host = '127.0.0.1') {
  const heard: string[] = []
  const server = createServer((socket) => {
    stops.push(() => socket.destroy())
    let isData = false
    socket.on('error', () => {})
    socket.write('220 here\r\n')
    socket.on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n').filter(Boolean)) {
        heard.push(line)
        if (isData && line !== '.') continue
        const said = answer(line, socket)
        isData = Boolean(said?.startsWith('354'))
        if (said) socket.write(`${said}\r\n`)
      }
    })
  }).listen(0, host)
  await once(server, 'listening')
  stops.push(() => server.close())
  return { url: `smtp://${host}:${(server.address() as AddressInfo).port}`, heard }
}

const usual = (line: string) => (line === 'DATA' ? '354 go on' : /^EHLO/.test(line) ? '250 here' : '250 ok')

describe('sendEmail over SMTP', () => {
  test('sends one email to one person, marked as sent by a machine', async () => {
    const { url, emails } = await mailServer()
    const send = await senderTo(url, {
      MAIL_FROM: 'Acme, Inc. <a@acme.test>',
      MAIL_REPLY_TO: 'help@acme.test',
    })
    expect(await send('ann@example.com', { id: 'the-id' })).toEqual({ ok: true })
    const sent = await emails('ann@example.com')
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      from: '"Acme, Inc." <a@acme.test>',
      to: ['ann@example.com'],
      replyTo: ['help@acme.test'],
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Entity-Ref-ID': 'the-id',
        'Message-ID': '<no-account.the-id@acme.test>',
      },
    })
    expect(sent[0].html).toContain('<html')
  })

  test('logs in with the name and the password of the URL', async () => {
    const { url, emails } = await mailServer()
    const send = await senderTo(url.replace('//', '//me%40acme.test:local@'))
    expect(await send('login@example.com')).toEqual({ ok: true })
    expect(await emails('login@example.com')).toHaveLength(1)
  })

  test('logs neither the password, nor the address, nor the words of the server', async () => {
    const { url } = await mailServer()
    const logged = vi.spyOn(log, 'warn')
    const spied = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
    vi.doMock('@/lib/platform/log', () => ({ log }))
    const send = await senderTo(url.replace('//', '//me:hunter2@'))
    expect(await send('secret-ann@example.com', { id: 'the-id' })).toEqual({ ok: false })
    vi.doUnmock('@/lib/platform/log')
    const line = { kind: 'no-account', id: 'the-id', tries: 1, error: 'EAUTH 5.7.8', status: 535 }
    expect(logged.mock.calls).toEqual([['email.not_accepted', line]])
    const all = JSON.stringify([logged, ...spied].map(({ mock }) => mock.calls))
    expect(all).not.toMatch(/hunter2|secret-ann|Wrong password/)
  })

  test('tries again after a 4xx, and sends one email', async () => {
    let tries = 0
    const { url, heard } = await scripted((line) =>
      line === '.' && ++tries === 1 ? '451 4.3.0 later' : usual(line),
    )
    const send = await senderTo(url)
    expect(await send('ann@example.com')).toEqual({ ok: true })
    expect(heard.filter((line) => line === '.')).toHaveLength(2)
  })

  test('doesn’t try again after a 5xx', async () => {
    const { url, heard } = await scripted((line) =>
      /^RCPT/.test(line) ? '550 5.1.1 no such user' : usual(line),
    )
    const send = await senderTo(url)
    expect(await send('ann@example.com')).toEqual({ ok: false })
    expect(heard.filter((line) => /^RCPT/.test(line))).toHaveLength(1)
  })

  test('waits for its turn when the server says that it gets too many', async () => {
    const { url, emails } = await mailServer()
    const send = await senderTo(url)
    expect(await send('busy-ann@example.com')).toEqual({ ok: true })
    expect(await emails('busy-ann@example.com')).toHaveLength(1)
  })

  test.each(['reset', 'hang', 'garbage'])(
    'makes one email, and doesn’t call it sent, when the answer to it is lost: %s',
    async (word) => {
      const { url, emails } = await mailServer()
      const send = await senderTo(url)
      expect(await send(`${word}-ann@example.com`)).toEqual({ ok: false })
      expect(await emails(`${word}-ann@example.com`)).toHaveLength(1)
    },
  )

  test('tries again when the connection is lost before the email was handed over', async () => {
    let times = 0
    const { url, heard } = await scripted((line, socket) => {
      if (!/^RCPT/.test(line) || ++times > 1) return usual(line)
      socket.resetAndDestroy()
      return undefined
    })
    const send = await senderTo(url)
    expect(await send('ann@example.com')).toEqual({ ok: true })
    expect(heard.filter((line) => line === '.')).toHaveLength(1)
  })

  test('gives up on a silent server within the time that a visitor waits', async () => {
    const { url } = await scripted(() => undefined)
    const send = await senderTo(url)
    expect(await send('ann@example.com')).toEqual({ ok: false })
  })

  test('attack: someone in between hides STARTTLS, and gets neither the password nor the email', async () => {
    const greet = (line: string) => (/^EHLO/.test(line) ? '250-here\r\n250 AUTH PLAIN LOGIN' : usual(line))
    // The premise: on this machine, where there is no one in between, the same server gets all of it.
    const here = await scripted((line) => (/^AUTH/.test(line) ? '235 welcome' : greet(line)))
    const sendHere = await senderTo(here.url.replace('//', '//me:hunter2@'))
    expect(await sendHere('ann@example.com')).toEqual({ ok: true })
    expect(here.heard.join()).toMatch(/AUTH.*RCPT TO:<ann@example.com>/)

    const there = await scripted(greet, '0.0.0.0')
    const send = await senderTo(there.url.replace('//', '//me:hunter2@'))
    expect(await send('ann@example.com')).toEqual({ ok: false })
    expect(there.heard.some((line) => line === 'STARTTLS')).toBe(true)
    expect(there.heard.join()).not.toMatch(/AUTH|MAIL|RCPT/)
  })

  test('attack: line breaks in an address or a subject add no recipient and no header', async () => {
    const { url, heard } = await scripted(usual)
    const send = await senderTo(url)
    const injected = 'ann@example.com>\r\nRCPT TO:<eve@example.com'
    expect(await send(injected)).toEqual({ ok: false })
    expect(heard.filter((line) => /^RCPT/.test(line))).toEqual([])
    for (const list of ['ann@example.com, eve@example.com', 'eve@example.com;ann@example.com']) {
      await send(list)
      expect(heard.filter((line) => /^RCPT TO:<eve@example.com>/.test(line))).toEqual([])
    }
    heard.splice(0)
    expect(await send('ann@example.com', { subject: 'Hello\r\nBcc: eve@example.com\r\n\r\nx' })).toEqual({
      ok: true,
    })
    expect(heard.filter((line) => /^(Bcc|RCPT)/i.test(line))).toEqual(['RCPT TO:<ann@example.com>'])
    expect(heard.filter((line) => /^Subject/.test(line))).toEqual([expect.stringContaining('Bcc: eve')])
  })
})

test('without SMTP_URL, nothing of nodemailer is loaded', async () => {
  vi.unstubAllEnvs()
  vi.resetModules()
  const loaded = vi.fn()
  vi.doMock('./transport-smtp', () => {
    loaded()
    return {}
  })
  const { sendEmail } = await import('./send')
  const { noAccountEmail } = await import('./templates/no-account')
  expect(await sendEmail(noAccountEmail(en), { to: 'ann@example.com', id: randomId() })).toEqual({ ok: true })
  vi.doUnmock('./transport-smtp')
  expect(loaded).not.toHaveBeenCalled()
})
