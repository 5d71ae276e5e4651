import { readFileSync } from 'node:fs'
import { signInForm } from '@/e2e/support/copy'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { inChunks, type RawAnswer, sendRaw } from '../support/raw-request'
import { files, routes } from '../support/routes'
import { startSecondInstance } from '../support/second-instance'

// Each test makes many requests.
test.slow()

// Requests written to a socket by hand. Every response is a 4xx, at once, and the next visitor notices nothing.

// Without the page that says that something is down, with 503.
const PATHS = [...routes.map(({ path }) => path).filter((path) => path !== '/unavailable'), '/nowhere']
/** Milliseconds. An ordinary response on a busy machine takes a tenth of it. */
const SOON = 3000

test.afterEach(async () => {
  const answer = await send('/?next=/dashboard')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain(signInForm.title)
})

function expectRefused(answer: RawAnswer, what: string, status: number | number[] = []): void {
  expect(answer.status, what).toBeGreaterThanOrEqual(400)
  expect(answer.status, what).toBeLessThan(500)
  if ([status].flat().length > 0) expect([status].flat(), what).toContain(answer.status)
  expect(answer.milliseconds, what).toBeLessThan(SOON)
}

test('methods that no route has', async () => {
  for (const path of PATHS) {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PURGE', 'PROPFIND', 'NONSENSE']) {
      for (const headers of [{}, { 'Content-Length': '0' }]) {
        if (/OPTIONS|TRACE/.test(method) && path.startsWith('/api/')) continue
        // The prerendered page is sent whatever the method. Without a body and an origin, middleware doesn't run.
        if (path === '/' && !('Content-Length' in headers)) continue
        expectRefused(
          await sendRaw(`${method} ${path}`, headers as Record<string, string>),
          `${method} ${path}`,
        )
      }
    }
  }
  for (const file of files) {
    expectRefused(await sendRaw(`POST ${file}`, { 'Content-Length': '0' }), `POST ${file}`, 405)
  }
})

test('attack: a request line that names another host, or no path, redirects nowhere else', async () => {
  const dashboard = await sendRaw('GET https://evil.example/dashboard')
  expect(dashboard.status).toBe(307)
  expect(dashboard.headers.get('location')).toMatch(/\?next=(\/|%2F)dashboard$/)
  for (const target of ['//evil.example/', '/\\evil.example/', 'http://evil.example/a', '*']) {
    const answer = await sendRaw(`GET ${target}`)
    expectRefused(answer, target, 404)
    expect(JSON.stringify([...answer.headers]), target).not.toContain('evil')
    expect(answer.headers.has('content-security-policy'), target).toBe(true)
  }
})

test('paths with slashes too many, inside', async () => {
  for (const target of ['/a//b', '/a\\b', '/nowhere/\\/evil.example', '/account//nowhere']) {
    const answer = await sendRaw(`GET ${target}`, { Accept: 'text/html' })
    expect(answer.headers.has('content-security-policy'), target).toBe(true)
    if (target.startsWith('/account')) expect(answer.status, target).toBe(307)
    else expectRefused(answer, target, 404)
    expect(answer.headers.get('location') ?? '/', target).toMatch(/^ ?\/(?![/\\])/)
  }
})

test('paths that can’t be decoded, on every route', async () => {
  for (const path of PATHS) {
    for (const tail of ['/%', '/%zz', '/%ff%fe', '/%c0%ae', '/%u0041', '/%E0%A4%A']) {
      const line = `${path.replace(/\/$/, '')}${tail}`
      expectRefused(await sendRaw(`GET ${line}`), line, 400)
      expectRefused(await sendRaw(`POST ${line}`, { 'Content-Length': '0' }), line, 400)
    }
  }
  for (const path of ['/_next/%', '/_next/static/%', '/_next/static/%zz.js', '/style.css/%', '/%.css']) {
    expectRefused(await sendRaw(`GET ${path}`), path, [400, 404])
  }
})

test('URLs that are longer than any real one', async () => {
  for (const path of PATHS) {
    const long = await sendRaw(`GET ${path}?next=/${'a'.repeat(15_000)}`)
    expect(long.status, path).toBeLessThan(500)
    expect(long.milliseconds).toBeLessThan(SOON)
    expectRefused(await sendRaw(`GET ${path}?${'a'.repeat(20_000)}`), path, 431)
  }
  for (const path of ['a'.repeat(15_000), 'a/'.repeat(7000), '%61'.repeat(5000), '..%2f'.repeat(3000)]) {
    expectRefused(await sendRaw(`GET /${path}`), path.slice(0, 10), 404)
    expectRefused(await sendRaw(`GET /magic-link/${path}`), path.slice(0, 10), [400, 404])
  }
})

test('headers that are too large or contradict each other', async () => {
  for (const path of PATHS) {
    expectRefused(await sendRaw(`GET ${path}`, { Cookie: `session=${'a'.repeat(17_000)}` }), path, 431)
    expectRefused(await sendRaw(`POST ${path}`, { 'Content-Length': '-5' }), path, 400)
    const both = { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }
    expectRefused(await sendRaw(`POST ${path}`, both, '0\r\n\r\n'), path, 400)
    expectRefused(await sendRaw(`POST ${path}`, { 'Transfer-Encoding': 'chunked' }, 'zz\r\n'), path, 400)
  }
})

test('bodies that are too large, announced or not, take neither time nor memory', async () => {
  const server = await startSecondInstance()
  const post = (path: string, headers: Record<string, string>, body: string | string[]) =>
    sendRaw(`POST ${path}`, headers, body, server.origin)
  const unannounced = { 'Transfer-Encoding': 'chunked' }
  try {
    await post('/', unannounced, inChunks(1e6, 20))
    const before = server.megabytes()
    for (const path of [...PATHS, '/style.css']) {
      for (const [what, answer] of [
        [
          '20 MB, announced',
          await post(path, { 'Content-Length': '20000000' }, Array(20).fill('a'.repeat(1e6))),
        ],
        ['20 MB', await post(path, unannounced, inChunks(1e6, 20))],
        ['60 kB, announced', await post(path, { 'Content-Length': '60000' }, 'a'.repeat(60_000))],
        ['60 kB', await post(path, unannounced, inChunks(1000, 60))],
      ] as const) {
        expectRefused(answer, `${path}, ${what}`, path === '/style.css' ? 405 : 413)
      }
    }
    // All of it together would be 400.
    expect(server.megabytes() - before).toBeLessThan(100)
  } finally {
    await server.stop()
  }
})

const BOUNDARY = 'the-boundary'
const field = (name: string, value = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const END = `--${BOUNDARY}--\r\n`
const NO_SUCH = '0'.repeat(42)

const FORMS: [what: string, body: string][] = [
  ['nothing', ''],
  ['no form', 'nonsense'],
  ['a form cut short', field('email', 'ann@example.com')],
  ['a field without an end', `--${BOUNDARY}\r\nContent-Disposition: ${'a'.repeat(40_000)}`],
  ['a field without a name', `--${BOUNDARY}\r\n\r\nx\r\n${END}`],
  ['no action', field('email', 'ann@example.com') + END],
  ['a garbled action', field('$ACTION_ID_x') + END],
  ['an action from the prototype', field('$ACTION_ID___proto__') + END],
  ['an action without parts', field('$ACTION_REF_1') + END],
  ['a garbled part', field('$ACTION_REF_1') + field('$ACTION_1:0', '{') + END],
  ['only a key', field('$ACTION_KEY', 'k') + END],
  ['a thousand fields', Array.from({ length: 400 }, (_, i) => field(`f${i}`)).join('') + END],
]

// What another build's pages post, see outdated-form.spec.ts.
const OUTDATED = [
  field(`$ACTION_ID_${NO_SUCH}`) + END,
  field('$ACTION_REF_1') + field('$ACTION_1:0', `{"id":"${NO_SUCH}","bound":null}`) + END,
]

for (const path of routes.filter(({ isPage }) => isPage).map((route) => route.path)) {
  test(`forms at ${path} that no page has`, async () => {
    const type = `multipart/form-data; boundary=${BOUNDARY}`
    for (const [what, body] of FORMS) {
      const headers = { 'Content-Type': type, 'Content-Length': String(body.length) }
      expectRefused(await sendRaw(`POST ${path}`, headers, body), what)
      for (const id of ['x', NO_SUCH, '__proto__', 'a'.repeat(5000)]) {
        const answer = await sendRaw(`POST ${path}`, { ...headers, 'Next-Action': id }, body)
        expectRefused(answer, `${what}, for the action ${id.slice(0, 10)}`)
      }
    }
    for (const body of OUTDATED) {
      const headers = { 'Content-Type': type, 'Content-Length': String(body.length) }
      const answer = await sendRaw(`POST ${path}`, headers, body)
      expect([answer.status, answer.headers.get('location')?.trim()]).toEqual([303, path])
    }
  })

  test(`calls of actions at ${path} with arguments that they don’t take`, async () => {
    for (const id of actionIds()) {
      for (const body of ['', '{', 'null', '["a","b"]', '[{},"$F1"]', '["$T","$K1"]', '['.repeat(20_000)]) {
        const headers = {
          'Next-Action': id,
          'Content-Type': 'text/plain',
          'Content-Length': String(body.length),
        }
        expectRefused(await sendRaw(`POST ${path}`, headers, body), body.slice(0, 20), 400)
        const form = field('_1_email', 'ann@example.com') + field('0', body) + END
        const type = `multipart/form-data; boundary=${BOUNDARY}`
        const asForm = { ...headers, 'Content-Type': type, 'Content-Length': String(form.length) }
        expectRefused(await sendRaw(`POST ${path}`, asForm, form), `a form with ${body.slice(0, 20)}`, 400)
      }
    }
  })
}

/** Of all actions. They stand in the scripts that browsers load. */
function actionIds(): string[] {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  return Object.keys(node)
}
