import type { Page } from '@playwright/test'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { sendRaw } from '../support/raw-request'

// What an attacker would try who can write into a page.
const INJECTIONS: [what: string, html: string, directive: string][] = [
  ['an inline script', '<script>window.injected = 1</script>', 'script-src-elem'],
  ['an inline module', '<script type="module">window.injected = 1</script>', 'script-src-elem'],
  ['an inline handler', '<img src="/icon.svg" onload="window.injected = 1">', 'script-src-attr'],
  ['a script of another site', '<script src="http://evil.example/x.js"></script>', 'script-src-elem'],
  ['a script in a data: URL', '<script src="data:text/javascript,injected=1"></script>', 'script-src-elem'],
  [
    'a frame with a script',
    '<iframe srcdoc="<script>parent.injected = 1</script>"></iframe>',
    'script-src-elem',
  ],
]

for (const path of ['/', '/sign-in'] as const) {
  for (const [what, html, directive] of INJECTIONS) {
    test(`${what} injected into ${path} doesn’t run, and is reported`, async ({
      visitor: { page, problems },
    }) => {
      // The premise: without the policy it runs. React, too, finds that this isn't what it rendered.
      problems.expect(/./)
      await openInjected(page, path, html, { policy: false })
      await expect.poll(() => page.evaluate(() => 'injected' in window)).toBe(true)

      const before = problems.all().length
      await openInjected(page, path, html, { policy: true })
      await expect
        .poll(() => problems.all().slice(before))
        .toContainEqual(expect.stringContaining(`securitypolicyviolation: ${directive} stopped`))
      expect(await page.evaluate(() => 'injected' in window)).toBe(false)
    })
  }
}

/** Opens the path with that HTML written into the page on its way, and waits until everything in it has loaded. */
async function openInjected(
  page: Page,
  path: string,
  html: string,
  { policy }: { policy: boolean },
): Promise<void> {
  await page.unrouteAll()
  await page.route('http://evil.example/x.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.injected = 1' }),
  )
  await page.route(path, async (route) => {
    const response = await route.fetch()
    const headers = response.headers()
    if (!policy) delete headers['content-security-policy']
    const body = (await response.text()).replace('</main>', `</main>${html}`)
    expect(body).toContain(html)
    await route.fulfill({ response, headers, body })
  })
  await page.goto(path, { waitUntil: 'load' })
}

test('attack: a string is not run as code', async ({ visitor }) => {
  const { page, problems } = visitor
  const runString = () =>
    page.evaluate(async () => {
      setTimeout('window.injected = 1')
      await new Promise((resolve) => setTimeout(resolve, 50))
      return 'injected' in window
    })
  await page.goto('about:blank')
  expect(await runString()).toBe(true)
  await page.goto('/')
  problems.expect(/unsafe-eval|script-src stopped eval/)
  expect(await runString()).toBe(false)
})

test('attack: an injected form posts nothing to another site', async ({ visitor }) => {
  const { page, problems } = visitor
  const caught: string[] = []
  await page.route('http://evil.example/**', (route) => {
    caught.push(`${route.request().method()} ${route.request().url()}`)
    return route.fulfill({ body: 'caught' })
  })
  const post = () =>
    page.evaluate(() => {
      const form = document.createElement('form')
      form.action = 'http://evil.example/'
      form.method = 'post'
      document.body.append(form)
      form.submit()
    })
  await page.goto('http://evil.example/premise')
  await post()
  await page.waitForURL('http://evil.example/')
  expect(caught.splice(0)).toEqual(['GET http://evil.example/premise', 'POST http://evil.example/'])

  await page.goto('/')
  problems.expect(/form-action/)
  await post()
  await expect.poll(() => problems.all()).toContainEqual(expect.stringMatching(/form-action stopped/))
  expect(caught).toEqual([])
})

test('attack: no page is shown in another site’s frame', async ({ visitor }) => {
  const { page, problems } = visitor
  problems.expect(/frame-ancestors/)
  const framed = `${environment.appUrl}/sign-in`
  await page.route('http://evil.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${framed}"></iframe>` }),
  )
  await page.route(framed, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
  await page.goto('http://evil.example/')
  await expect(page.frameLocator('iframe').getByRole('textbox')).toBeVisible()

  await page.unroute(framed)
  await page.goto('http://evil.example/')
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
})

test.describe('/api/csp-reports', () => {
  const report = (headers: Record<string, string>, body: string) =>
    sendRaw('POST /api/csp-reports', { 'Content-Length': String(Buffer.byteLength(body)), ...headers }, body)
  const older = JSON.stringify({
    'csp-report': { 'document-uri': 'http://a.example/', 'effective-directive': 'x' },
  })

  test('accepts what browsers send', async ({ visitor }) => {
    const { page, problems } = visitor
    const reported = page.waitForRequest('/api/csp-reports')
    await page.goto('/')
    problems.expect(/base-uri/)
    await page.evaluate(() => {
      const base = document.createElement('base')
      base.href = 'https://evil.example/'
      document.head.append(base)
    })
    const request = await reported
    expect(request.headers()).toMatchObject({ 'content-type': 'application/csp-report' })
    const sent = { Origin: environment.appUrl, 'Sec-Fetch-Site': 'same-origin' }
    expect((await report(sent, request.postData() ?? '')).status).toBe(204)
    // From a link's page, whose no-referrer hides where it comes from.
    expect((await report({ ...sent, Origin: 'null' }, request.postData() ?? '')).status).toBe(204)
  })

  test('refuses other sites, nonsense, and what is longer than a report', async () => {
    expect((await report({}, older)).status).toBe(204)
    const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    const refused = await report(foreign, older)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    expect((await report({}, '{"csp-report":')).status).toBe(400)
    expect((await report({}, '')).status).toBe(400)
    expect((await report({}, older.padEnd(20_001))).status).toBe(413)
    expect((await sendRaw('GET /api/csp-reports')).status).toBe(405)
  })
})
