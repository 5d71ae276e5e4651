import { request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalServer } from '../http'
import { startResend } from '../resend'

const ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'
let server: LocalServer

beforeEach(async () => {
  server = await startResend({ port: 0 })
})
afterEach(() => server.close())

const mail = async (to: string, fields: Record<string, unknown> = {}): Promise<string> => {
  const response = await fetch(`${server.url}/emails`, {
    method: 'POST',
    headers: { Authorization: 'Bearer re_test' },
    body: JSON.stringify({ from: 'a@magic.example', to, subject: 'Hi', text: 'Hello', ...fields }),
  })
  return (await response.json()).id
}
const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(server.url + path, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const json = async (path: string, init?: RequestInit) => JSON.parse((await get(path, init)).text)

describe('/api/mails', () => {
  it('lists mails for an address, newest first, with the links of their text', async () => {
    await mail('other@example.com')
    const first = await mail('Visitor <visitor@example.com>')
    const text =
      'Open (https://app.example/magic-link/a.b-c_d?x=1&y=2). Again: https://app.example/help, done'
    const second = await mail('visitor@example.com', { text })
    const { mails } = await json('/api/mails?to=VISITOR@example.com')
    expect(mails.map(({ id }: { id: string }) => id)).toEqual([second, first])
    expect(mails[0].links).toEqual([
      'https://app.example/magic-link/a.b-c_d?x=1&y=2',
      'https://app.example/help',
    ])
    expect(await json(`/api/mails/${first}`)).toEqual(mails[1])
    expect((await json('/api/mails')).mails).toHaveLength(3)
  })

  it('leaves out what came before `since`', async () => {
    await mail('visitor@example.com')
    await setTimeout(5)
    const since = new Date().toISOString()
    expect((await json(`/api/mails?since=${since}`)).mails).toEqual([])
    await mail('visitor@example.com')
    expect((await json(`/api/mails?since=${since}`)).mails).toHaveLength(1)
    expect((await get('/api/mails?since=yesterday')).status).toBe(400)
  })

  it('waits for the next mail to an address, and not for another', async () => {
    const waiting = json('/api/mails/latest?to=late@example.com&wait=5000')
    await setTimeout(50)
    await mail('other@example.com')
    const id = await mail('late@example.com')
    expect((await waiting).id).toBe(id)
    expect((await json('/api/mails/latest?to=late@example.com')).id).toBe(id)
  })

  it('answers 404 when none has come in time', async () => {
    const { status, text } = await get('/api/mails/latest?to=nobody@example.com&wait=50')
    expect([status, JSON.parse(text)]).toEqual([404, { error: 'no such mail' }])
  })

  it('keeps the newest 500, and forgets all on DELETE', async () => {
    const ids = []
    for (let i = 0; i < 501; i++) ids.push(await mail('visitor@example.com'))
    expect((await json('/api/mails')).mails).toHaveLength(500)
    expect((await get(`/api/mails/${ids[0]}`)).status).toBe(404)
    expect((await get('/api/mails', { method: 'DELETE' })).status).toBe(200)
    expect((await json('/api/mails')).mails).toEqual([])
  })
})

describe('the page', () => {
  it('says so when there is no mail', async () => {
    expect((await get('/')).text).toContain('No mail yet')
  })

  it('shows the list, the newest mail, and each mail and view under its own address', async () => {
    const first = await mail('first@example.com', { subject: 'First one' })
    await mail('second@example.com', { html: '<p>x</p>' })
    const home = await get('/')
    expect(home.text.indexOf('second@example.com')).toBeLessThan(home.text.indexOf('first@example.com'))
    expect(home.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect((await get(`/mails/${first}`)).text).toContain('<title>First one · Mailbox</title>')
    expect((await get(`/mails/${first}?view=source`)).text).toContain('Message-ID: &#60;')
    expect((await get(`/mails/${first}?view=nonsense`)).status).toBe(200)
    expect((await get('/mails/none')).status).toBe(404)
  })

  it('serves its styles, script and icon, and no other file', async () => {
    const files = (await get('/')).text.match(/(?<=(?:href|src)=")\/[\w-]+\.\w+/g) ?? []
    expect(files).toHaveLength(5)
    for (const path of files) expect((await get(path)).status).toBe(200)
    expect((await get('/page.ts')).status).toBe(404)
  })

  it('tells an open page of new mail', async () => {
    const response = await fetch(`${server.url}/events`)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const id = await mail('visitor@example.com')
    let heard = ''
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(chunk).toString()
      if (heard.includes(id)) break
    }
    expect(heard).toContain(`event: mails\ndata: ${id}\n\n`)
  })
})

describe('a hostile mail', () => {
  it('is never put into the page as markup', async () => {
    const id = await mail(`"a"&'b'@example.com`, {
      subject: ATTACK,
      text: `${ATTACK} https://a.example/"onmouseover="alert(1) javascript:alert(1)`,
      html: ATTACK,
      headers: { 'X-Attack': ATTACK },
    })
    // The premise: it was taken as it is.
    expect(await json(`/api/mails/${id}`)).toMatchObject({ subject: ATTACK, html: ATTACK })
    for (const path of ['/', ...['html', 'text', 'source'].map((view) => `/mails/${id}?view=${view}`)]) {
      const { text, headers } = await get(path)
      expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="/script.js" type="module">'])
      expect(text).not.toMatch(/<img|"onmouseover/)
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; style-src 'self'; script-src 'self'",
      )
    }
  })

  it('has no scripts and no origin, even when its frame is opened by itself', async () => {
    const id = await mail('visitor@example.com', {
      html: `<!doctype html><html><head lang="en"><title>x</title></head><body>${ATTACK}</body></html>`,
    })
    const { text, headers } = await get(`/mails/${id}/html`)
    expect(text).toContain('<head lang="en"><base target="_blank"><title>')
    expect(headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/,
    )
  })
})

describe('another web site', () => {
  const status = (headers: Record<string, string>, method = 'GET', path = '/api/mails') =>
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

  it('deletes and sends nothing through the browser of a developer', async () => {
    const id = await mail('visitor@example.com')
    expect(await status({ 'Sec-Fetch-Site': 'cross-site' }, 'DELETE')).toBe(403)
    expect(await status({ 'Sec-Fetch-Site': 'same-site' }, 'DELETE')).toBe(403)
    expect(await status({ Origin: 'http://evil.example' }, 'DELETE')).toBe(403)
    expect(await status({ Origin: 'null' }, 'POST', '/emails')).toBe(403)
    expect((await json(`/api/mails/${id}`)).id).toBe(id)
    expect(
      await status(
        { 'Sec-Fetch-Site': 'same-origin', Host: 'localhost', Origin: 'http://localhost' },
        'DELETE',
      ),
    ).toBe(200)
  })
})
