import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '../http'
import { answerEvents } from './live'
import { renderPage } from './page'
import { parsePlace } from './place'
import type { Mailbox } from './store'
import { framed } from './views'

const HTML = 'text/html; charset=utf-8'
const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}
const FILES = [
  ...['/style.css', '/controls.css', '/list.css', '/mail.css', '/view.css', '/icon.svg'],
  ...['/script.js', '/script-live.js', '/script-keys.js', '/script-buttons.js'],
]
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
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
  const [, id, frame] = /^\/mails\/([^/]+)(\/html)?$/.exec(url.pathname) ?? []
  const place = parsePlace(url.searchParams)
  const found = () => mailbox.find({ q: place.q, refused: true })
  if (FILES.includes(url.pathname)) {
    const type = TYPES[url.pathname.split('.')[1] ?? ''] ?? ''
    send(response, 200, type, await readFile(new URL(`.${url.pathname}`, import.meta.url)))
  } else if (url.pathname === '/events') {
    answerEvents(mailbox, response)
  } else if (url.pathname === '/') {
    const mails = found()
    sendPage(response, 200, renderPage({ mails, mail: mails[0], place, alone: false }))
  } else if (id && frame) {
    const mail = mailbox.get(id)
    const policy = { 'Content-Security-Policy': FRAME_POLICY, 'Referrer-Policy': 'no-referrer' }
    send(response, mail ? 200 : 404, HTML, mail ? framed(mail) : '', policy)
  } else if (id) {
    const mail = mailbox.get(id)
    sendPage(response, mail ? 200 : 404, renderPage({ mails: found(), mail, place, alone: true }))
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
