import { dashboard, signInForm } from '@/e2e/support/copy'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { asMultipart, sendRaw } from '../support/raw-request'

const { appUrl } = environment
const VISIT = { 'Sec-Fetch-Mode': 'navigate' }

// What proxies make of the Host, and what a client may write itself.
const PROXIES: Record<string, string>[] = [
  { Host: 'app:3000' },
  { Host: '10.0.0.7' },
  { Host: 'app.hosting.example' },
  { 'X-Forwarded-Host': 'app.hosting.example', 'X-Forwarded-Proto': 'https' },
]

test('forms work whatever host a proxy names', async ({ client, newClient }) => {
  for (const proxy of PROXIES) {
    const what = JSON.stringify(proxy)
    const visitor = newClient()
    await visitor.signIn()
    for (const [path, form, { cookies }] of [
      ['/', await client.formOn('/', signInForm.submit, { email: visitor.address }), client],
      ['/dashboard', await visitor.formOn('/dashboard', dashboard.signOut), visitor],
    ] as const) {
      const { head, body } = await asMultipart(form)
      const from = { ...head, Cookie: cookies, Origin: appUrl, ...proxy }
      const answer = await sendRaw(`POST ${path}`, from, body)
      expect(answer.status, `${path}, ${what}`).toBe(303)
      expect(answer.headers.get('location'), `${path}, ${what}`).toMatch(/^\//)
    }
  }
})

test('redirects stay where the visitor is, whatever host a proxy names', async () => {
  for (const proxy of PROXIES) {
    const { headers } = await sendRaw('GET /dashboard', proxy)
    const location = headers.get('location') ?? ''
    expect(new URL(location, appUrl).origin, JSON.stringify(proxy)).toBe(appUrl)
  }
})

test('a visit under another name is led to the same page of APP_URL, once', async () => {
  for (const path of ['/', '/?next=/account', '/dashboard', '/magic-link/x', '/nowhere?a=b']) {
    const answer = await sendRaw(`GET ${path}`, { ...VISIT, Host: 'www.example.com' })
    expect([answer.status, answer.headers.get('location')], path).toEqual([307, new URL(path, appUrl).href])
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const [cookie = ''] = answer.headers.getSetCookie()
    // The premise of its test: a proxy names the same host again.
    const again = await sendRaw(`GET ${path}`, {
      ...VISIT,
      Host: 'www.example.com',
      Cookie: cookie.split(';')[0] ?? '',
    })
    expect(again.headers.get('location')).not.toBe(answer.headers.get('location'))
  }
})

test('a load balancer that asks under another name gets its answer', async () => {
  for (const path of ['/api/health', '/', '/style.css'])
    expect((await sendRaw(`GET ${path}`, { Host: 'www.example.com' })).status).toBe(200)
})

test('attack: the way to APP_URL leads nowhere else', async () => {
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '@evil.example',
    'http://%',
  ]) {
    const answer = await send(`/other-host?path=${encodeURIComponent(path)}`)
    const location = answer.headers.get('location') ?? ''
    expect(new URL(location).origin, path).toBe(appUrl)
  }
  for (const target of ['//evil.example/', '/\\evil.example', 'http://evil.example/a']) {
    const answer = await sendRaw(`GET ${target}`, { ...VISIT, Host: 'www.example.com' })
    expect(new URL(answer.headers.get('location') ?? '').origin, target).toBe(appUrl)
  }
})
