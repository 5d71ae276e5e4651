import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { type Exchange, send } from '../http'
import { renderFramed, type View } from './article'
import { renderPage } from './page'
import type { Mailbox } from './store'

const HTML = 'text/html; charset=utf-8'
const FILES: Record<string, string> = {
  '/style.css': 'text/css; charset=utf-8',
  '/mailbox.css': 'text/css; charset=utf-8',
  '/script.js': 'text/javascript; charset=utf-8',
  '/icon.svg': 'image/svg+xml',
}
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
// The sandbox holds here too, in case the frame's address is opened by itself.
const FRAME_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; font-src https: data:; style-src 'unsafe-inline' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The mailbox for people. False when the path isn't one of its own. */
export async function answerPage(mailbox: Mailbox, { url, request, response }: Exchange): Promise<boolean> {
  const { pathname, searchParams } = url
  if (request.method === 'POST' && pathname === '/mailbox/delete') {
    mailbox.clear()
    request.resume()
    send(response, 303, HTML, '', { Location: '/' })
    return true
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const [, id, frame] = /^\/mailbox\/([^/]+)(\/html)?$/.exec(pathname) ?? []
  const emails = mailbox.find({ refused: true })
  if (Object.hasOwn(FILES, pathname)) {
    send(response, 200, FILES[pathname] ?? '', await readFile(new URL(`.${pathname}`, import.meta.url)))
  } else if (pathname === '/events') {
    answerEvents(mailbox, response)
  } else if (pathname === '/') {
    sendPage(response, 200, renderPage({ emails, email: emails[0], opened: false }))
  } else if (id && frame) {
    const email = mailbox.get(id)
    const policy = { 'Content-Security-Policy': FRAME_POLICY, 'Referrer-Policy': 'no-referrer' }
    send(response, email ? 200 : 404, HTML, email ? renderFramed(email) : '', policy)
  } else if (id) {
    const email = mailbox.get(id)
    const view = searchParams.get('view') as View
    sendPage(response, email ? 200 : 404, renderPage({ emails, email, opened: true, view }))
  } else {
    return false
  }
  return true
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  send(response, status, HTML, page, {
    'Content-Security-Policy': PAGE_POLICY,
    // With no-referrer, Chromium posts the page's own forms with `Origin: null`, which is refused.
    'Referrer-Policy': 'same-origin',
  })
}

/** Server-sent events: one after each change. */
function answerEvents(mailbox: Mailbox, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write('retry: 1000\n\n')
  response.once(
    'close',
    mailbox.watch(() => response.write('data: changed\n\n')),
  )
}
