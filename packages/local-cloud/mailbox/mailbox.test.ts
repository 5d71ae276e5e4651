import { request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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
    const oldest = await mail('visitor@example.com')
    await Promise.all(Array.from({ length: 500 }, () => mail('visitor@example.com')))
    expect((await json('/api/mails')).mails).toHaveLength(500)
    expect((await get(`/api/mails/${oldest}`)).status).toBe(404)
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
    expect(files).toHaveLength(7)
    for (const path of files) expect((await get(path)).status).toBe(200)
    expect((await get('/page.ts')).status).toBe(404)
  })

  it('serves whatever its script imports', async () => {
    const imported = (await get('/script.js')).text.match(/(?<=import '\.)\/[\w-]+\.js/g) ?? []
    expect(imported).toHaveLength(3)
    for (const path of imported) expect((await get(path)).status).toBe(200)
  })

  it('shows headers as a view of their own, with tags among them', async () => {
    const id = await mail('visitor@example.com', {
      headers: { 'X-Entity-Ref-ID': 'one' },
      tags: [{ name: 'kind', value: 'sign-in' }],
    })
    const { text } = await get(`/mails/${id}?view=headers`)
    expect(text).toContain('<th scope="row">X-Entity-Ref-ID</th><td>one</td>')
    expect(text).toContain('<th scope="row">Tag kind</th><td>sign-in</td>')
  })

  it('shows the message in the width of a phone, and keeps that from mail to mail', async () => {
    const id = await mail('visitor@example.com', { html: '<p>x</p>' })
    expect((await get(`/mails/${id}`)).text).toContain(`href="/mails/${id}?view=html&#38;width=phone"`)
    const { text } = await get(`/mails/${id}?view=html&width=phone`)
    expect(text).toContain('<div class="frame phone">')
    expect(text).toContain(`<a id="width" href="/mails/${id}?view=html">Full width</a>`)
    expect(text).toContain(`<li><a href="/mails/${id}?view=html&#38;width=phone"`)
  })

  it('offers the sign-in link, though another stands before it', async () => {
    const link = 'http://localhost:3000/magic-link/a.b'
    const id = await mail('visitor@example.com', { text: `https://example.com/help\n${link}` })
    const { text } = await get(`/mails/${id}`)
    expect(text).toContain(`href="${link}" target="_blank" rel="noopener noreferrer">Open in this browser`)
    expect(text).toContain(`data-copies="${link}"`)
    const none = await mail('visitor@example.com', { text: 'No link' })
    expect((await get(`/mails/${none}`)).text).not.toContain('Open in this browser')
  })

  it.each([
    ['ann@example.com', 'delivered', 'Delivered'],
    ['delay@example.com', 'delayed', 'Delayed'],
    ['bounce@example.com', 'bounced', 'Bounced'],
    ['complain@example.com', 'complained', 'Complained'],
    ['garbage@example.com', 'garbled answer', 'Garbled answer'],
  ])('says in words what became of the mail to %s: %s', async (to, state, label) => {
    await mail(to).catch(() => {})
    await vi.waitFor(async () => expect((await json('/api/mails')).mails).toMatchObject([{ state }]), 4000)
    const { text } = await get('/')
    expect(text).toMatch(new RegExp(`<span class="state \\w+">${label}</span>`))
    expect(text).toContain(`<dd>${label}`)
  })

  it('shows a mail that was refused, which the API for tests leaves out', async () => {
    await mail('reject@example.com')
    expect((await get('/')).text).toContain(
      'Rejected: the application was answered 422, and nothing was sent.',
    )
    expect((await json('/api/mails')).mails).toEqual([])
    expect((await get('/api/mails/latest')).status).toBe(404)
    expect((await json('/api/mails?refused')).mails).toMatchObject([{ state: 'rejected' }])
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

describe('search', () => {
  it('finds mails by address, subject and text, all words of it, in any case', async () => {
    await mail('ann@example.com', { subject: 'Sign in', text: 'Code 123 456' })
    await mail('bob@example.com', { subject: 'Welcome', text: 'Hello' })
    const found = async (q: string) => {
      const { text } = await get(`/?q=${encodeURIComponent(q)}`)
      return ['ann', 'bob'].filter((name) => text.includes(`<span class="to">${name}@example.com`))
    }
    expect(await found('ANN@')).toEqual(['ann'])
    expect(await found('welcome')).toEqual(['bob'])
    expect(await found('456 sign')).toEqual(['ann'])
    expect(await found('456 welcome')).toEqual([])
    expect(await found('  ')).toEqual(['ann', 'bob'])
  })

  it('goes along with every link, and comes back as text', async () => {
    const id = await mail('visitor@example.com', { subject: ATTACK })
    const { text } = await get(`/?q=${encodeURIComponent(ATTACK)}`)
    expect(text).not.toContain(ATTACK)
    const kept = new URLSearchParams({ q: ATTACK }).toString().replaceAll("'", '&#39;')
    expect(text).toContain(`href="/mails/${id}?${kept}"`)
    expect((await get('/?q=nothing')).text).toContain('Nothing found for “nothing”.')
  })
})

describe('deleting', () => {
  const post = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { method: 'POST', headers, redirect: 'manual' })

  it('takes away one mail, and goes back to the list with the search that was made', async () => {
    const first = await mail('first@example.com')
    const second = await mail('second@example.com')
    const answer = await post(`/mails/${first}/delete?q=a+b`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?q=a+b'])
    expect((await json('/api/mails')).mails.map(({ id }: { id: string }) => id)).toEqual([second])
    expect((await get(`/mails/${first}`)).text).toContain('This mail is no longer here.')
  })

  it('takes away all of them', async () => {
    await mail('first@example.com')
    await mail('reject@example.com')
    expect((await post('/delete')).headers.get('location')).toBe('/')
    expect((await get('/')).text).toContain('No mail yet')
  })

  it('is refused to another web site, and to a mere look', async () => {
    const id = await mail('first@example.com')
    for (const path of ['/delete', `/mails/${id}/delete`]) {
      expect((await post(path, { Origin: 'http://evil.example' })).status).toBe(403)
      expect((await post(path, { Origin: 'null' })).status).toBe(403)
      expect((await post(path, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
      expect((await get(path)).status).toBe(404)
    }
    expect((await json(`/api/mails/${id}`)).id).toBe(id)
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
    for (const path of [
      '/',
      ...['html', 'text', 'headers', 'source'].map((view) => `/mails/${id}?view=${view}`),
    ]) {
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
