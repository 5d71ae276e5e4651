import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LocalServer } from '../http'
import { startResend } from '../resend'
import { noWait } from '../resend/test-sender'

const LINK = 'http://localhost:3000/sign-in/a.b'
const TEXT = `Open ${LINK}\n\n123 456\n`
const problems: string[] = []
let browser: Browser
let server: LocalServer

describe('the mailbox in a browser', () => {
  beforeAll(async () => {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({ executablePath: findChromium(), args })
    server = await startResend({ port: 0, wait: noWait })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await fetch(`${server.url}/api/emails`, { method: 'DELETE' })
    expect(problems.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('brings new emails and delivery events while an email is open', async () => {
    const id = await send('opened@example.com', 'Opened')
    const page = await visit(`/mailbox/${id}`)
    await page.locator('iframe').evaluate((frame) => frame.setAttribute('data-same', ''))
    await page.getByRole('link', { name: 'opened@example.com' }).focus()
    await send('new@example.com', 'New')
    await page.getByRole('link', { name: 'new@example.com' }).getByText('Delivered').waitFor()
    await page.getByRole('status').getByText('2 emails').waitFor()
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('Opened')
    expect(await page.locator('iframe[data-same]').count()).toBe(1)
    expect(await page.locator('a:focus').textContent()).toContain('opened@example.com')
  })

  it('follows the newest email if none was opened', async () => {
    const page = await visit('/')
    for (const subject of ['First', 'Second']) {
      await send('ann@example.com', subject)
      await page.getByRole('heading', { name: subject }).waitFor()
    }
  })

  it('copies the link and the code', async () => {
    await send('ann@example.com')
    const page = await visit('/', { permissions: ['clipboard-read', 'clipboard-write'] })
    for (const [name, copied] of [
      ['Copy link', LINK],
      ['Copy code', '123456'],
    ]) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('button', { name: 'Copied' }).first().waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(copied)
    }
  })

  it('shows and deletes without JavaScript, and has no button that needs it', async () => {
    await send('second@example.com')
    await send('first@example.com')
    const page = await visit('/', { javaScriptEnabled: false })
    expect(await page.getByRole('button').allTextContents()).toEqual(['Delete all'])
    await page.getByRole('link', { name: 'second@example.com' }).click()
    await page.getByRole('link', { name: 'Text' }).click()
    await page.locator('pre', { hasText: '123 456' }).waitFor()
    await page.getByRole('button', { name: 'Delete all' }).click()
    await page.getByText('No emails yet').waitFor()
  })

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has nothing for axe to find, and nothing too wide: %s, %d px', async (colorScheme, width) => {
    const id = await send('a.long.address.of.a.person.with.a.name.like.that@company.example.com')
    await send('reject@example.com', 'x'.repeat(200))
    const page = await visit('/', { colorScheme, viewport: { width, height: 800 } })
    for (const path of ['/', `/mailbox/${id}`, `/mailbox/${id}?view=text`]) {
      await page.goto(server.url + path)
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
      expect(violations.map(({ id, nodes }) => [path, id, nodes[0]?.html])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    }
  })
})

/** Playwright's own, CHROME_PATH, or one that is installed. */
/** @throws if there is none: tests that skip themselves show nothing */
function findChromium(): string {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const installed = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = [process.env.CHROME_PATH ?? '', chromium.executablePath(), ...installed].find(existsSync)
  if (!found) throw new Error('No Chromium: run `npx playwright install chromium`, or set CHROME_PATH.')
  return found
}

async function send(to: string, subject = 'Sign in'): Promise<string> {
  const email = { from: 'a@app.example', to, subject, text: TEXT, html: '<p>Hello</p>' }
  const response = await fetch(`${server.url}/emails`, {
    method: 'POST',
    headers: { Authorization: 'Bearer re_test' },
    body: JSON.stringify(email),
  })
  return (await response.json()).id
}

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options)
  context.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(server.url + path)
  return page
}
