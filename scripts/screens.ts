import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { chromium, type Page } from '@playwright/test'
import { requireBrowser } from '@/e2e/support/browser'
import { BrowserProblems } from '@/e2e/support/browser-problems'
import { Mailbox } from '@/e2e/support/mailbox'
import { freshClient, Visitor } from '@/e2e/support/visitor'
import { LANGUAGES } from '@/lib/copy'
import { renderEmail } from '@/lib/email/render'
import { sampleEmails } from '@/scripts/emails/samples'
import { changeEmail, manageAccount, openLinks, signIn, wait } from './screens/journeys'
import { inLanguage } from './screens/languages'
import { writeSheet } from './screens/sheet'

// npm run screens, after a build: pictures of every page, state, language and email in .screens/, and
// a sheet of them all, for people to look at.

const FOLDER = '.screens'
const { APP_URL = '' } = process.env

type Look = { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' }

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const LOOKS: Record<string, Look> = {
  desktop: { viewport: DESKTOP, colorScheme: 'light' },
  'desktop-dark': { viewport: DESKTOP, colorScheme: 'dark' },
  phone: { viewport: PHONE, colorScheme: 'light' },
  'phone-dark': { viewport: PHONE, colorScheme: 'dark' },
}
const WITHOUT_JAVASCRIPT: Record<string, Look> = {
  'phone-without-javascript': { viewport: PHONE, colorScheme: 'light' },
}

const found = requireBrowser()
await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER)
const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
const browser = await chromium.launch(found)
try {
  while (!(await fetch(APP_URL).catch(() => undefined))) await new Promise((done) => setTimeout(done, 50))
  await shootPages(LOOKS, true)
  await shootPages(WITHOUT_JAVASCRIPT, false)
  await shootLanguages()
  await shootEmails()
  writeSheet(FOLDER)
} finally {
  await browser.close()
  server.kill()
  await once(server, 'exit')
}

async function shootPages(looks: Record<string, Look>, javaScriptEnabled: boolean) {
  const studio = {
    newVisitor: () => newVisitor(javaScriptEnabled),
    shoot: (name: string, { page }: Visitor) => shoot(looks, name, page),
  }
  for (const journey of [signIn, wait, openLinks, manageAccount, changeEmail]) await journey(studio)
}

/** English is in the journeys. */
async function shootLanguages() {
  for (const language of LANGUAGES.slice(1)) {
    await inLanguage(language, await newVisitor(true), (name, { page }) => shoot(LOOKS, name, page))
  }
}

async function shootEmails() {
  const page = await browser.newPage()
  for (const language of LANGUAGES) {
    for (const { kind, html } of sampleEmails({}, language)) {
      await page.setContent(await renderEmail(html))
      await shoot(LOOKS, `email-${kind}.${language}`, page)
    }
  }
}

async function newVisitor(javaScriptEnabled: boolean): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: APP_URL,
    extraHTTPHeaders: { 'X-Forwarded-For': freshClient() },
    javaScriptEnabled,
  })
  return new Visitor(await context.newPage(), new BrowserProblems(context), new Mailbox(), javaScriptEnabled)
}

async function shoot(looks: Record<string, Look>, name: string, page: Page) {
  for (const [look, { viewport, colorScheme }] of Object.entries(looks)) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${FOLDER}/${name}.${look}.png`, fullPage: true, animations: 'disabled' })
  }
}
