import { describe, expect, test, vi } from 'vitest'
import { reportPage, undoPage } from '@/e2e/support/copy'
import { findForm } from '@/e2e/support/form'
import { intrusion } from '@/e2e/support/intrusion'
import { newAddress } from '@/e2e/support/redemption'
import { confirmEmailChange } from '@/lib/account'
import { openEmailChange } from '@/lib/account/email-change'
import { reportUrl } from '@/lib/auth/report'
import { findLiveSession } from '@/lib/auth/session'
import { LANGUAGES } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import * as cancelEmailChange from './cancel-email-change/[token]/route'
import * as reportSignIn from './report-sign-in/[token]/route'

// A route's own request, which Next would know of.
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, getAll: () => [] }),
}))
vi.mock('next/server', async (original) => ({ ...(await original<object>()), after: () => {} }))

type Route = Pick<typeof reportSignIn, 'GET' | 'POST'>

const ORIGIN = String(process.env.APP_URL)

/** What a robot does, and a browser without scripts: opens a link, and presses the only button of each page. */
function pagesOf(route: Route, token: string) {
  const url = `${ORIGIN}/x/${token}`
  const context = { params: Promise.resolve({ token }) }
  const read = async (response: Response) => ({ status: response.status, html: await response.text() })
  return {
    open: async () => read(await route.GET(new Request(url), context)),
    press: async ({ html }: { html: string }) => {
      expect(html.match(/<button/g)).toHaveLength(1)
      const fields = findForm(html, '<button', url)?.fields ?? {}
      const headers = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
      const body = new URLSearchParams(fields)
      return read(await route.POST(new Request(url, { method: 'POST', headers, body }), context))
    },
  }
}

async function change(isConfirmed: boolean) {
  const { account, mine } = await intrusion()
  const { userId, email: oldEmail } = account
  const device = { id: 'x', name: 'Firefox on Windows', network: '203.0.113.…', language: LANGUAGES[0] }
  const newEmail = newAddress()
  const opened = await openEmailChange({ userId, sessionId: mine.id, oldEmail, newEmail }, device)
  if (isConfirmed) await confirmEmailChange(opened.confirmToken, { id: mine.id, userId })
  const row = async () => {
    const { canceledAt, user } = await db().emailChange.findUniqueOrThrow({
      where: { id: opened.id },
      include: { user: true },
    })
    return { isCanceled: canceledAt !== null, email: user.email === oldEmail ? 'old' : 'new' }
  }
  return { mine, row, pages: pagesOf(cancelEmailChange, opened.undoToken) }
}

describe('a robot that presses the first button it finds', () => {
  test('attack: it reports no sign-in; a second press does', async () => {
    const { account, mine, theirs } = await intrusion()
    const token = reportUrl(theirs.id, account.email).split('/').at(-1) ?? ''
    const { open, press } = pagesOf(reportSignIn, token)
    const second = await press(await open())
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await db().event.count({ where: { userId: account.id, type: 'reported' } })).toBe(0)
    expect(second).toMatchObject({ status: 200, html: expect.stringContaining(reportPage.confirm.submit) })
    expect(await press(second)).toMatchObject({
      status: 200,
      html: expect.stringContaining(reportPage.done.title),
    })
    expect(await findLiveSession(mine.id)).toBeUndefined()
  })

  test.each([
    ['cancels', false, undoPage.waiting],
    ['undoes', true, undoPage.confirmed],
  ])('attack: it %s no email change; a second press does', async (_, isConfirmed, t) => {
    const { mine, row, pages } = await change(isConfirmed)
    const second = await pages.press(await pages.open())
    expect(await row()).toEqual({ isCanceled: false, email: isConfirmed ? 'new' : 'old' })
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(second).toMatchObject({ status: 200, html: expect.stringContaining(t.confirm.submit) })
    expect(await pages.press(second)).toMatchObject({
      status: 200,
      html: expect.stringContaining(t.done.title),
    })
    expect(await row()).toEqual({ isCanceled: true, email: 'old' })
    expect(await findLiveSession(mine.id)).toBeUndefined()
  })

  test('a link that is used answers the first press, too, with why', async () => {
    const { pages } = await change(true)
    const first = await pages.open()
    await pages.press(await pages.press(first))
    expect(await pages.press(first)).toMatchObject({
      status: 400,
      html: expect.stringContaining(undoPage.invalid.canceled.title),
    })
  })
})
