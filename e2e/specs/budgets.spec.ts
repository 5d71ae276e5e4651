import type { Page } from '@playwright/test'
import { checkEmail } from '@/e2e/support/copy'
import { LANGUAGES } from '@/lib/copy'
import { expect, test } from '../support/fixtures'

// What a visitor's first page may cost. Times belong in the benchmark.

test.use({ freshBrowser: true })

type Loaded = { path: string; bytes: number }

/** Loads a page as for the first time. Returns what came over the wire, headers included. */
async function load(page: Page, path: string): Promise<Loaded[]> {
  const requests: Promise<Loaded>[] = []
  page.on('requestfinished', (request) => {
    const sizes = request.sizes().then(({ responseBodySize, responseHeadersSize }) => ({
      path: new URL(request.url()).pathname,
      bytes: responseBodySize + responseHeadersSize,
    }))
    requests.push(sizes)
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  return Promise.all(requests)
}

const sum = (loaded: Loaded[]) => loaded.reduce((bytes, each) => bytes + each.bytes, 0)

for (const language of LANGUAGES) {
  test(`the sign-in page (${language}): 7 requests and 140 KB at most, 12 KB of it not for scripts`, async ({
    visitor: { page, context },
  }) => {
    await context.setExtraHTTPHeaders({ 'Accept-Language': language })
    const loaded = await load(page, '/')
    const told = loaded.map(({ path, bytes }) => `${path}: ${bytes}`).join('\n')
    expect(loaded.length, told).toBeLessThanOrEqual(7)
    expect(sum(loaded), told).toBeLessThan(140_000)
    expect(sum(loaded.filter(({ path }) => !path.endsWith('.js'))), told).toBeLessThan(12_000)
  })
}

test('no script contains a dictionary: what a page says comes with the page', async ({ visitor }) => {
  const { page } = visitor
  const scripts = new Set<string>()
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.add(response.url())
  })
  await visitor.signIn()
  for (const path of ['/account', '/account/email', '/account/sessions', '/account/activity'])
    await page.goto(path)
  // Asked for again: a browser forgets what it loaded once it moves on.
  const texts = await Promise.all([...scripts].map(async (url) => (await fetch(url)).text()))
  const all = texts.join('\n')
  // The premise: our own scripts are among them.
  expect(all).toContain('sign-in')
  for (const sentence of ['Anmelden', 'Iniciar sesión', 'Check your email', 'ログイン'])
    expect(all).not.toContain(sentence)
})

test('nothing moves while a page loads', async ({ visitor }) => {
  const { page } = visitor
  await page.addInitScript(() => {
    const shifts = (window as unknown as { shifts: number[] }).shifts ?? []
    ;(window as unknown as { shifts: number[] }).shifts = shifts
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) shifts.push((shift as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await visitor.requestLinkUnseen()
  // What is news would move what is below it, though its place is two lines high.
  await page.goto('/check-email')
  await expect(page.getByText(checkEmail.emailState.delivered)).toBeVisible()
  for (const path of ['/', '/check-email']) {
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts), path).toEqual([])
  }
})
