import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '../http'
import { answerEvents } from './events'
import { renderPage } from './page'
import type { Mailbox } from './store'
import { framed, type View } from './views'

const HTML = 'text/html; charset=utf-8'
const FILES = new Map([
  ['/style.css', 'text/css; charset=utf-8'],
  ['/list.css', 'text/css; charset=utf-8'],
  ['/mail.css', 'text/css; charset=utf-8'],
  ['/script.js', 'text/javascript; charset=utf-8'],
  ['/icon.svg', 'image/svg+xml'],
])
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
// The sandbox holds here too, should somebody open the frame's address by itself.
const FRAME_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; font-src https: data:; style-src 'unsafe-inline' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The mailbox for people. False when the path isn't one of its own. */
export async function answerPage(
  mailbox: Mailbox,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const type = FILES.get(url.pathname)
  const [, id, frame] = /^\/mails\/([^/]+)(\/html)?$/.exec(url.pathname) ?? []
  if (type) {
    send(response, 200, type, await readFile(new URL(`.${url.pathname}`, import.meta.url)))
  } else if (url.pathname === '/events') {
    answerEvents(mailbox, response)
  } else if (url.pathname === '/') {
    const mails = mailbox.find()
    sendPage(response, 200, renderPage({ mails, mail: mails[0], alone: false }))
  } else if (id && frame) {
    const mail = mailbox.get(id)
    const policy = { 'Content-Security-Policy': FRAME_POLICY, 'Referrer-Policy': 'no-referrer' }
    send(response, mail ? 200 : 404, HTML, mail ? framed(mail) : '', policy)
  } else if (id) {
    const mail = mailbox.get(id)
    const view = (url.searchParams.get('view') ?? undefined) as View | undefined
    sendPage(response, mail ? 200 : 404, renderPage({ mails: mailbox.find(), mail, view, alone: true }))
  } else {
    return false
  }
  return true
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  const policy = { 'Content-Security-Policy': PAGE_POLICY, 'Referrer-Policy': 'no-referrer' }
  send(response, status, HTML, page, policy)
}
