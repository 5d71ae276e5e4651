import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LocalServer } from '../http'
import { startResend } from '../resend'
import { noWait } from '../resend/test-sender'
import type { Email } from './email'
import { Mailbox } from './store'

const ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'
let server: LocalServer

beforeEach(async () => {
  server = await startResend({ port: 0, wait: noWait })
})
afterEach(() => server.close())

const send = async (to: string, fields: Record<string, unknown> = {}): Promise<string> => {
  const response = await fetch(`${server.url}/emails`, {
    method: 'POST',
    headers: { Authorization: 'Bearer re_test' },
    body: JSON.stringify({ from: 'a@app.example', to, subject: 'Hi', text: 'Hello', ...fields }),
  })
  return (await response.json()).id
}
const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(server.url + path, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const json = async (path: string, init?: RequestInit) => JSON.parse((await get(path, init)).text)

describe('/api/emails', () => {
  it('lists emails for an address, newest first, with the links of their text', async () => {
    await send('other@example.com')
    const first = await send('Visitor <visitor@example.com>')
    const text = 'Open (https://app.example/sign-in/a.b-c_d?x=1&y=2). Again: https://app.example/help, done'
    const second = await send('visitor@example.com', { text })
    const { emails } = await json('/api/emails?to=VISITOR@example.com')
    expect(emails.map(({ id }: { id: string }) => id)).toEqual([second, first])
    expect(emails[0].links).toEqual([
      'https://app.example/sign-in/a.b-c_d?x=1&y=2',
      'https://app.example/help',
    ])
    expect(await json(`/api/emails/${first}`)).toEqual(emails[1])
    expect((await json('/api/emails')).emails).toHaveLength(3)
  })

  it('leaves out what came before `since`', async () => {
    const id = await send('visitor@example.com')
    const sent = Date.parse((await json(`/api/emails/${id}`)).createdAt)
    const since = (ms: number) => `/api/emails?since=${new Date(sent + ms).toISOString()}`
    expect((await json(since(1))).emails).toEqual([])
    expect((await json(since(0))).emails).toHaveLength(1)
    expect((await get('/api/emails?since=yesterday')).status).toBe(400)
  })

  it('waits for the next email to an address, and not for another', async () => {
    const mailbox = new Mailbox()
    const email = (to: string) => ({ id: to, to: [to], answer: 'accepted' }) as Email
    const waiting = mailbox.latest({ to: 'late@example.com' }, 5000, new AbortController().signal)
    mailbox.add(email('other@example.com'))
    mailbox.add(email('late@example.com'))
    expect((await waiting)?.id).toBe('late@example.com')

    const id = await send('late@example.com')
    expect((await json('/api/emails/latest?to=late@example.com&wait=5000')).id).toBe(id)
  })

  it('answers 404 when none has come in time', async () => {
    const { status, text } = await get('/api/emails/latest?to=none@example.com&wait=50')
    expect([status, JSON.parse(text)]).toEqual([404, { error: 'no such email' }])
  })

  it('finds emails by address, subject and text, all words of the query, in any case', async () => {
    await send('ann@example.com', { subject: 'Sign in', text: 'Code 123 456' })
    await send('bob@example.com', { subject: 'Welcome', text: 'Hello' })
    const found = async (q: string) => {
      const { emails } = await json(`/api/emails?q=${encodeURIComponent(q)}`)
      return emails.map(({ to }: Email) => to[0]?.slice(0, 3))
    }
    expect(await found('ANN@')).toEqual(['ann'])
    expect(await found('welcome')).toEqual(['bob'])
    expect(await found('456 sign')).toEqual(['ann'])
    expect(await found('456 welcome')).toEqual([])
    expect(await found('  ')).toEqual(['bob', 'ann'])
  })

  it('keeps the newest 500, and forgets all on DELETE', async () => {
    const mailbox = new Mailbox()
    for (let i = 0; i <= 500; i++) mailbox.add({ id: String(i), answer: 'accepted' } as Email)
    expect([mailbox.find().length, mailbox.get('0'), mailbox.get('1')?.id]).toEqual([500, undefined, '1'])
    await send('visitor@example.com')
    expect((await get('/api/emails', { method: 'DELETE' })).status).toBe(200)
    expect((await json('/api/emails')).emails).toEqual([])
  })
})

describe('the page', () => {
  it('says so when there is no email', async () => {
    expect((await get('/')).text).toContain('No emails yet')
  })

  it('shows the list, the newest email, and each email and view under its own address', async () => {
    const first = await send('first@example.com', { subject: 'First one' })
    await send('second@example.com', { html: '<p>x</p>' })
    const home = await get('/')
    expect(home.text.indexOf('second@example.com')).toBeLessThan(home.text.indexOf('first@example.com'))
    expect(home.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect((await get(`/mailbox/${first}`)).text).toContain('<title>First one · Mailbox</title>')
    expect((await get(`/mailbox/${first}?view=text`)).text).toContain('>Hello</pre>')
    expect((await get(`/mailbox/${first}?view=nonsense`)).status).toBe(200)
    expect((await get('/mailbox/none')).status).toBe(404)
  })

  it('serves its styles, script and icon, and no other file', async () => {
    const files = (await get('/')).text.match(/(?<=(?:href|src)=")\/[\w-]+\.\w+/g) ?? []
    expect(files).toHaveLength(4)
    for (const path of files) expect((await get(path)).status).toBe(200)
    expect((await get('/page.ts')).status).toBe(404)
  })

  it('offers the first link and the code, to open and to copy', async () => {
    const link = 'http://localhost:3000/sign-in/a.b'
    const id = await send('visitor@example.com', {
      text: `Open ${link}.\n\n123 456\n\nhttps://example.com/help`,
    })
    const { text } = await get(`/mailbox/${id}`)
    expect(text).toContain(`target="_blank" rel="noopener noreferrer" href="${link}"`)
    expect(text.match(/data-copy="[^"]*"/g)).toEqual([`data-copy="${link}"`, 'data-copy="123456"'])
    const none = await send('visitor@example.com', { text: 'No link' })
    expect((await get(`/mailbox/${none}`)).text).not.toContain('data-copy')
  })

  it.each([
    ['ann@example.com', 'delivered', 'Delivered'],
    ['delay@example.com', 'delayed', 'Delayed'],
    ['bounce@example.com', 'bounced', 'Bounced'],
    ['complain@example.com', 'complained', 'Complained'],
    ['garbage@example.com', 'garbled answer', 'Garbled answer'],
  ])('says in words what happened to the email to %s: %s', async (to, state, label) => {
    await send(to).catch(() => {})
    await vi.waitFor(async () => expect((await json('/api/emails')).emails).toMatchObject([{ state }]))
    const { text } = await get('/')
    expect(text).toMatch(new RegExp(`<span class="state \\w+">${label}</span>`))
    expect(text).toContain(`<dd id="state">${label}`)
  })

  it('shows an email that was refused, which the API for tests leaves out', async () => {
    await send('reject@example.com')
    expect((await get('/')).text).toContain('Rejected: the sender got status 422, and nothing was sent.')
    expect((await json('/api/emails')).emails).toEqual([])
    expect((await get('/api/emails/latest')).status).toBe(404)
    expect((await json('/api/emails?refused')).emails).toMatchObject([{ state: 'rejected' }])
  })

  it('deletes all emails, and goes back to the list', async () => {
    const id = await send('first@example.com')
    await send('reject@example.com')
    const answer = await fetch(`${server.url}/mailbox/delete`, { method: 'POST', redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    expect((await get('/')).text).toContain('No emails yet')
    expect((await get(`/mailbox/${id}`)).text).toContain('This email is no longer here.')
    expect((await get('/mailbox/delete')).status).toBe(404)
  })

  it('tells an open page that there is something new', async () => {
    const response = await fetch(`${server.url}/events`)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    await send('visitor@example.com')
    let heard = ''
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(chunk).toString()
      if (heard.includes('data:')) break
    }
    expect(heard).toContain('data: changed\n\n')
  })
})

describe('a hostile email', () => {
  it('is never put into the page as markup', async () => {
    const id = await send(`"a"&'b'@example.com`, {
      subject: ATTACK,
      text: `${ATTACK} https://a.example/"onmouseover="alert(1) javascript:alert(1)`,
      html: ATTACK,
      headers: { 'X-Attack': ATTACK },
    })
    // The premise: it was accepted as it is.
    expect(await json(`/api/emails/${id}`)).toMatchObject({ subject: ATTACK, html: ATTACK })
    for (const path of ['/', ...['html', 'text'].map((view) => `/mailbox/${id}?view=${view}`)]) {
      const { text, headers } = await get(path)
      expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="/script.js" type="module">'])
      expect(text).not.toMatch(/<img|"onmouseover/)
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; style-src 'self'; script-src 'self'",
      )
    }
  })

  it('has no scripts and no origin, even when its frame is opened by itself', async () => {
    const id = await send('visitor@example.com', {
      html: `<!doctype html><html><head lang="en"><title>x</title></head><body>${ATTACK}</body></html>`,
    })
    const { text, headers } = await get(`/mailbox/${id}/html`)
    expect(text).toContain('<head lang="en"><base target="_blank"><title>')
    expect(headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/,
    )
  })
})

describe('another web site', () => {
  const status = (headers: Record<string, string>, method = 'GET', path = '/api/emails') =>
    new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(server.url)
      request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode))
      })
        .once('error', reject)
        .end()
    })

  it('reads nothing through DNS rebinding', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80']) {
      expect(await status({ Host: host })).toBe(403)
    }
    for (const host of ['localhost', 'LOCALHOST:8025', '127.0.0.1:1', '[::1]:8025']) {
      expect(await status({ Host: host })).toBe(200)
    }
  })

  it.each([
    ['DELETE', '/api/emails'],
    ['POST', '/mailbox/delete'],
    ['POST', '/emails'],
    ['POST', '/api/faults'],
  ])('can not %s %s through the browser of a developer', async (method, path) => {
    const id = await send('visitor@example.com')
    expect(await status({ 'Sec-Fetch-Site': 'cross-site' }, method, path)).toBe(403)
    expect(await status({ 'Sec-Fetch-Site': 'same-site' }, method, path)).toBe(403)
    expect(await status({ Origin: 'http://evil.example' }, method, path)).toBe(403)
    expect(await status({ Origin: 'null' }, method, path)).toBe(403)
    expect((await json(`/api/emails/${id}`)).id).toBe(id)
    const own = { 'Sec-Fetch-Site': 'same-origin', Host: 'localhost', Origin: 'http://localhost' }
    expect(await status(own, method, path)).not.toBe(403)
  })
})
