import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { findBrowser } from '../../../e2e/support/browser'
import type { LocalServer } from '../http'
import { startResend } from '../resend'

const found = findBrowser()
const LINK = 'http://localhost:3000/magic-link/a.b'
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })
let browser: Browser
let server: LocalServer
const problems: string[] = []

const send = async (to: string, fields: Record<string, unknown> = {}): Promise<string> => {
  const response = await fetch(`${server.url}/emails`, {
    method: 'POST',
    headers: { Authorization: 'Bearer re_test' },
    body: JSON.stringify({
      ...{ from: 'a@magic.example', to, subject: 'Sign in', text: `Hello ${LINK}`, html: '<p>Hello</p>' },
      ...fields,
    }),
  })
  return (await response.json()).id
}
const visit = async (path = '/', options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
  context.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  const page = await context.newPage()
  // Before the test's own, so that a failure names its step.
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(server.url + path)
  return page
}
const current = (page: Page) => page.locator('#list a[aria-current] .to')
const subject = (page: Page) => page.locator('#subject')
const soon = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 50 })
const shows = (page: Page, locator: (page: Page) => ReturnType<Page['locator']>, text: string) =>
  soon(async () => expect(await locator(page).textContent({ timeout: 500 })).toContain(text))

describe.skipIf('problem' in found)('the mailbox in a browser', () => {
  beforeAll(async () => {
    browser = await chromium.launch('problem' in found ? {} : found)
    server = await startResend({ port: 0 })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await fetch(`${server.url}/api/mails`, { method: 'DELETE' })
    expect(problems.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('goes from mail to mail by j, k and the arrows, and stops at the ends', async () => {
    for (const name of ['third', 'second', 'first']) await send(`${name}@example.com`)
    const page = await visit()
    for (const [key, name] of [
      ['j', 'second'],
      ['ArrowDown', 'third'],
      ['j', 'third'],
      ['k', 'second'],
      ['ArrowUp', 'first'],
    ] as const) {
      await page.keyboard.press(key)
      await shows(page, current, name)
      await shows(page, (page) => page.locator('#mail dd').first(), name)
      await page.waitForLoadState()
    }
  })

  it('takes no key for itself while somebody types', async () => {
    await send('second@example.com')
    await send('first@example.com')
    const page = await visit()
    await page.keyboard.press('/')
    await page.keyboard.type('jk?/j')
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk?/j')
    await page.keyboard.press('Delete')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/')
  })

  it('asks before the key Delete deletes', async () => {
    await send('kept@example.com')
    await send('first@example.com')
    const page = await visit()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Keep' }).click()
    await shows(page, current, 'first@')
    await page.keyboard.press('Delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await shows(page, current, 'kept@')
    expect(await page.locator('#list li').count()).toBe(1)
  })

  it('deletes the mail that it asked about, though a newer one has come meanwhile', async () => {
    await send('asked@example.com', { subject: 'Asked about' })
    const page = await visit()
    await page.keyboard.press('Delete')
    await page.getByRole('dialog', { name: 'Delete “Asked about”?' }).waitFor()
    await send('newer@example.com')
    await shows(page, current, 'newer@')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await soon(async () => expect(await page.locator('#list li').count()).toBe(1))
    await shows(page, current, 'newer@')
  })

  it('asks before it deletes all', async () => {
    await send('first@example.com')
    const page = await visit()
    await page.getByRole('button', { name: 'Delete all' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No mail yet').waitFor()
  })

  it('shows its keys on ?, and rests while it does', async () => {
    await send('second@example.com')
    await send('first@example.com')
    const page = await visit()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await shows(page, current, 'first@')
  })

  it('brings new mail and news while a mail is open and a search is being typed', async () => {
    const id = await send('opened@example.com', { subject: 'Opened' })
    const page = await visit(`/mails/${id}?q=example.com`)
    await page.getByRole('searchbox').fill('half a wor')
    await page.locator('.frame').evaluate((frame) => frame.setAttribute('data-same', ''))
    await send('new@example.com', { subject: 'New' })
    await send('new@other.example', { subject: 'Not searched for' })
    await page.locator('#list a', { hasText: 'new@example.com' }).getByText('Delivered').waitFor()
    expect(await page.locator('#list li').count()).toBe(2)
    expect(await page.getByRole('searchbox').inputValue()).toBe('half a wor')
    expect(await subject(page).textContent()).toBe('Opened')
    expect(await page.locator('.frame[data-same]').count()).toBe(1)
  })

  it('follows the newest mail where none was chosen', async () => {
    await send('first@example.com', { subject: 'First' })
    const page = await visit()
    await send('second@example.com', { subject: 'Second' })
    await shows(page, subject, 'Second')
  })

  it('copies the link for a private window', async () => {
    await send('first@example.com')
    const page = await visit()
    await page.getByRole('button', { name: 'Copy for a private window' }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(LINK)
  })

  it('narrows the message without loading it again, and stays so after a reload', async () => {
    await send('first@example.com')
    const page = await visit()
    await page.locator('.frame').evaluate((frame) => frame.setAttribute('data-same', ''))
    await page.getByRole('link', { name: 'Phone width' }).click()
    await page.locator('.frame.phone[data-same]').waitFor()
    await page.reload()
    expect((await page.locator('iframe').boundingBox())?.width).toBe(390)
    await page.getByRole('link', { name: 'Full width' }).click()
    expect((await page.locator('iframe').boundingBox())?.width).toBeGreaterThan(390)
  })

  it('searches, narrows and deletes without JavaScript, and shows no button that needs it', async () => {
    await send('second@example.com')
    await send('first@example.com')
    const page = await visit('/', { javaScriptEnabled: false })
    expect(await page.getByRole('button').allTextContents()).toEqual(['Delete all', 'Delete'])
    await page.getByRole('searchbox').fill('second')
    await page.keyboard.press('Enter')
    await shows(page, current, 'second@')
    await page.getByRole('link', { name: 'Phone width' }).click()
    await page.locator('.frame.phone').waitFor()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('Nothing found for “second”.').waitFor()
    await page.getByRole('link', { name: 'Show all mail' }).click()
    await shows(page, current, 'first@')
  })

  it.each([
    ['light', 1280],
    ['light', 390],
    ['dark', 1280],
    ['dark', 390],
  ] as const)('has nothing for axe to find, and nothing too wide: %s, %d px', async (colorScheme, width) => {
    const id = await send('a.long.address.of.somebody.with.a.name.like.that@company.example.com')
    await send('bounce@example.com', { headers: { 'X-Long': 'x'.repeat(300) } })
    await send('reject@example.com')
    const page = await visit('/', { colorScheme, viewport: { width, height: 800 } })
    for (const path of [
      '/',
      `/mails/${id}`,
      `/mails/${id}?view=text`,
      `/mails/${id}?view=headers`,
      '/?q=x',
    ]) {
      await page.goto(server.url + path)
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
      expect(violations.map(({ id, nodes }) => [path, id, nodes[0]?.html])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    }
  })
})
