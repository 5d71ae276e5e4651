import { checkEmail, errors, linkPage, problemOf, signInForm } from '@/e2e/support/copy'
import { expect, test } from '../support/fixtures'
import { send, sendAsRouter } from '../support/plain-request'
import { files, routes } from '../support/routes'
import { startSecondInstance } from '../support/second-instance'

// Each test makes many requests.
test.slow()

/** What every response must have (ASVS 3.4). */
function expectSafe(answer: Response): void {
  const { headers } = answer
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('referrer-policy')).toMatch(/^(strict-origin-when-cross-origin|no-referrer)$/)
  expect(headers.get('x-powered-by')).toBeNull()
  if (headers.getSetCookie().length > 0) expect(headers.get('cache-control')).toContain('no-store')

  const policy = new Map(
    headers
      .get('content-security-policy')
      ?.split('; ')
      .map((directive) => directive.split(/ (.*)/s) as [string, string]),
  )
  for (const name of ['default-src', 'object-src', 'base-uri', 'frame-ancestors'])
    expect(policy.get(name), name).toBe("'none'")
  for (const name of ['style-src', 'img-src', 'font-src', 'connect-src', 'manifest-src', 'form-action'])
    expect(policy.get(name), name).toBe("'self'")
  expect(policy.get('script-src')).toMatch(/^'self'( 'sha256-[\w+/]{43}=')+( 'nonce-[\w+/]{22}==')?$/)
  // The end of the build has filled in the hashes.
  expect(policy.get('script-src')).not.toContain('TheHashes')
  expect([...policy.keys()].sort()).toEqual(
    'base-uri connect-src default-src font-src form-action frame-ancestors img-src manifest-src object-src report-uri script-src style-src'.split(
      ' ',
    ),
  )
}

/** Not stored by caches, found by search engines or sent to other sites. */
function expectSecret({ headers }: Response): void {
  expect(headers.get('cache-control')).toContain('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-robots-tag')).toBe('noindex')
}

for (const { path, isLink, isPage, isProtected } of routes) {
  test(`${path} responds safely to every kind of request`, async ({ client }) => {
    await client.signIn()
    for (const cookies of [undefined, client.cookies]) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
        for (const tail of path === '/' ? ['', '?next=/dashboard'] : ['', '/', '/and/more', '?a=b']) {
          await test.step(`${method} ${path}${tail}${cookies ? ', signed in' : ''}`, async () => {
            const answer = await send(path + tail, { method, cookies })
            expectSafe(answer)
            // This one is for saying that something is down.
            if (path !== '/unavailable') expect(answer.status).toBeLessThan(500)
            if (isLink) expectSecret(answer)
            if (isProtected) expect(answer.headers.get('cache-control')).toContain('no-store')
          })
        }
      }
      if (isPage) expectSafe(await sendAsRouter(path, { headers: { RSC: '1' }, cookies }))
    }
  })
}

test('no cache keeps a document, and no proxy rewrites one', async ({ client }) => {
  const { link } = await client.requestLink()
  const cacheControl = async (path: string, cookies = '') =>
    (await send(path, { cookies })).headers.get('cache-control')
  // A cache may keep it if it asks each time: whether the visitor is known, and whether it's still this build’s.
  expect(await cacheControl('/')).toBe('no-cache, no-transform')
  for (const path of ['/?next=/account', '/unavailable', new URL(link).pathname]) {
    expect(await cacheControl(path), path).toBe('no-store, no-transform')
  }
  expect(await cacheControl('/check-email', client.cookies)).toBe('no-store, no-transform')
  expect(await cacheControl('/', client.cookies)).toBe('no-store, no-transform')
  // Next sets these two itself.
  expect(await cacheControl('/nowhere')).toMatch(/no-store.*, no-transform$/)
  const problem = await client.press('/check-email', checkEmail.submit, { code: 'none' })
  expect(problem.headers.get('cache-control')).toMatch(/no-store.*, no-transform$/)
  // Which is for proxies: the server itself compresses.
  for (const path of ['/', '/?next=/account'])
    expect((await send(path)).headers.get('content-encoding'), path).toBe('gzip')
})

test('nothing resizes images for strangers', async () => {
  expect((await send('/_next/image?url=%2Ficon.svg&w=640&q=75')).status).toBe(404)
})

test('files respond safely, those that exist and those that don’t', async () => {
  expect(files).toContain('/icon.svg')
  expect(files.some((file) => file.endsWith('.js'))).toBe(true)
  for (const file of files) {
    const answer = await send(file)
    expect(answer.status).toBe(200)
    expectSafe(answer)
    expectSafe(await send(`${file}x`))
  }
})

test('what doesn’t exist responds safely, wherever', async () => {
  for (const path of [
    '/nowhere',
    '/nowhere.txt',
    '/a/b/c',
    '/api/nowhere',
    '/_next/nowhere',
    '/_global-error',
  ]) {
    const answer = await send(path)
    expect(answer.status, path).toBe(404)
    expectSafe(answer)
  }
  for (const path of ['/%', '/dashboard/%zz', '/magic-link/%', '/check-email/%ff']) {
    const answer = await send(path)
    expect(answer.status, path).toBe(400)
    expectSafe(answer)
  }
})

test('refusals respond safely, and aren’t cached', async () => {
  const refused = [
    [403, await send('/', { method: 'POST', headers: { Origin: 'https://evil.example' } })],
    [405, await send('/check-email', { method: 'DELETE' })],
    [413, await send('/', { method: 'POST', form: { email: 'a'.repeat(60_000) } })],
    [400, await send('/', { method: 'POST', headers: { 'Content-Type': 'multipart/form-data' }, form: {} })],
  ] as const
  for (const [status, answer] of refused) {
    expect(answer.status).toBe(status)
    expect(answer.headers.get('cache-control')).toBe('no-store, no-transform')
    expectSafe(answer)
  }
})

test('every step of a sign-in responds safely, and what sets a cookie isn’t cached', async ({ client }) => {
  const form = await client.formOn('/', signInForm.submit, { email: 'ann@nowhere' })
  const problem = await send('/', { method: 'POST', form })
  expect(problem.status).toBe(200)
  expect(await problem.text()).toContain(problemOf({ reason: 'malformed' }))
  expectSafe(problem)

  form.set('email', client.address)
  const sent = await send('/', { method: 'POST', form })
  expect(sent.status).toBe(303)
  expect(sent.headers.getSetCookie()).not.toEqual([])
  expectSafe(sent)

  const cookies = sent.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  const waitingRoom = await send('/check-email', { cookies })
  expect(waitingRoom.headers.get('cache-control')).toContain('no-store')
  expectSafe(waitingRoom)

  const { link } = await client.mailbox.waitForEmail(client.address)
  const elsewhere = await send(new URL(link).pathname)
  expect(elsewhere.status).toBe(200)
  expectSecret(elsewhere)
  expectSafe(elsewhere)

  const signedIn = await send(new URL(link).pathname, { cookies })
  expect(signedIn.status).toBe(303)
  expect(signedIn.headers.getSetCookie()).not.toEqual([])
  expectSecret(signedIn)
  expectSafe(signedIn)
})

test('the page for an outage responds safely, and links back to where it came from', async ({ visitor }) => {
  await visitor.signInUnseen()
  const broken = await startSecondInstance(() => ({ DATABASE_URL: 'file:/nowhere/at/all.db' }))
  try {
    const { page } = visitor
    visitor.problems.expect(/status of 503/)
    const answer = await page.goto(`${broken.origin}/account/sessions`)
    expect(answer?.status()).toBe(503)
    await expect(page.getByRole('heading', { name: linkPage.unavailable.title })).toBeVisible()
    await expect(page.getByRole('link', { name: errors.unexpected.again })).toHaveAttribute(
      'href',
      '/account/sessions',
    )
    // Chromium looks for the icon when it likes, and would complain that a stopped instance refuses.
    await page.goto('about:blank')
  } finally {
    await broken.stop()
  }
})

test('every page comes to life under the policy', async ({ visitor, newVisitor }) => {
  const other = await newVisitor()
  await other.requestLinkUnseen()
  await visitor.signInUnseen()
  // Without a cookie, with a pending one, and signed in. What the policy stops fails the test.
  for (const { page } of [await newVisitor(), other, visitor]) {
    for (const { path } of routes.filter(({ isPage }) => isPage)) {
      await page.goto(path)
      const isAlive = () =>
        page.evaluate(() => Object.keys(document.body).some((key) => key.startsWith('__react')))
      await expect.poll(isAlive, path).toBe(true)
    }
  }
})

test('the form that most people see is prerendered, and no two nonces are the same', async () => {
  const nonceOf = async (path: string) => {
    const answer = await send(path)
    expect(await answer.text()).not.toContain('unsafe')
    return /'nonce-(.+?)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
  }
  expect(await nonceOf('/')).toBeUndefined()
  expect((await send('/')).headers.has('x-nextjs-prerender')).toBe(true)
  const nonces = [await nonceOf('/sign-in'), await nonceOf('/sign-in'), await nonceOf('/?next=/dashboard')]
  expect(nonces.every(Boolean)).toBe(true)
  expect(new Set(nonces).size).toBe(3)
})

test('attack: a nonce in the request doesn’t become the page’s', async () => {
  const headers = { 'Content-Security-Policy': "script-src 'nonce-ZXZpbGV2aWxldmlsZXZpbA=='" }
  for (const path of ['/', '/sign-in']) {
    expect(await (await send(path, { headers })).text()).not.toContain('ZXZpbGV2aWxldmlsZXZpbA')
  }
})
