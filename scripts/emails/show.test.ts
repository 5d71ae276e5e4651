import type { LocalServer } from 'local-cloud/http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showEmails } from './show'

let server: LocalServer
beforeAll(async () => {
  server = await showEmails(0)
})
afterAll(() => server.close())

const get = async (path: string) => {
  const answer = await fetch(server.url + path)
  return {
    status: answer.status,
    text: await answer.text(),
    policy: answer.headers.get('content-security-policy'),
  }
}

test('lists all emails and shows the requested one', { timeout: 30_000 }, async () => {
  const { status, text } = await get('/?language=de&email=new-device&look=dark&width=360')
  expect(status).toBe(200)
  for (const kind of [
    'sign-in',
    'no-account',
    'confirm-email-change',
    'email-change-requested',
    'account-deleted',
  ])
    expect(text).toContain(`/?language=de&#38;email=${kind}&#38;look=dark&#38;width=360`)
  expect(text).toContain('src="/message?language=de&amp;email=new-device&amp;look=dark"')
  expect(text).toMatch(/\d\.\d KB/)
})

test('shows an email in light, in dark, and without styles', { timeout: 30_000 }, async () => {
  const [light, dark, bare] = await Promise.all(
    ['light', 'dark', 'bare'].map((look) => get(`/message?email=sign-in&look=${look}`)),
  )
  expect(light?.text).toContain('@media not all {')
  expect(dark?.text).toContain('@media all {')
  expect(bare?.text).not.toContain('style')
  expect(bare?.text).toContain('012 345')
  expect(dark?.policy).toMatch(/^sandbox;/)
})

test('answers 404 for anything else', { timeout: 30_000 }, async () => {
  expect((await get('/message?email=x')).status).toBe(404)
  expect((await get('/x')).status).toBe(404)
})

test('serves its styles and icon, some of them the mailbox’s', async () => {
  for (const path of ['/style.css', '/emails.css', '/icon.svg']) expect((await get(path)).status).toBe(200)
})
