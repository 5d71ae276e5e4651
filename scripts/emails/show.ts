import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type LocalServer, listen, parseUrl, send } from 'local-cloud/http'
import { PROJECT } from '../process/command'
import { startOnFreePort } from '../process/ports'
import { looked, parseChoice, renderFailure, renderPage } from './page'
import type { RenderedEmail } from './render'

const { resolve } = createRequire(import.meta.url)

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
// What an email may do in the strictest of apps: nothing but use its own styles.
const FRAME_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

const FILES = new Map([
  ['/style.css', [resolve('local-cloud/style.css'), 'text/css; charset=utf-8']],
  ['/emails.css', [fileURLToPath(new URL('emails.css', import.meta.url)), 'text/css; charset=utf-8']],
  ['/icon.svg', [resolve('local-cloud/icon.svg'), 'image/svg+xml']],
] as const)

/**
 * Serves a page that shows all emails with sample data. Each load renders the templates as they are
 * by then.
 */
export async function showEmails(preferredPort = 8026): Promise<LocalServer> {
  let latest: Promise<RenderedEmail[]> | undefined
  return startOnFreePort(preferredPort, (port) =>
    listen(async (request, response) => {
      const url = parseUrl(request)
      const file = FILES.get(url?.pathname as '/style.css')
      if (url?.pathname === '/') {
        latest = renderSamples()
        try {
          sendHtml(response, 200, renderPage(await latest, parseChoice(url)), PAGE_POLICY)
        } catch (error) {
          sendHtml(response, 500, renderFailure(error), PAGE_POLICY)
        }
      } else if (url?.pathname === '/message') {
        latest ??= renderSamples()
        const { language, kind, look } = parseChoice(url)
        const email = (await latest).find((each) => each.language === language && each.kind === kind)
        sendHtml(response, email ? 200 : 404, email ? looked(email.html, look) : '', FRAME_POLICY)
      } else if (file) {
        send(response, 200, file[1], await readFile(file[0]))
      } else {
        send(response, 404, 'text/plain; charset=utf-8', 'There’s nothing here.')
      }
    }, port),
  )
}

function sendHtml(response: ServerResponse, status: number, page: string, policy: string) {
  send(response, status, 'text/html; charset=utf-8', page, { 'Content-Security-Policy': policy })
}

async function renderSamples(): Promise<RenderedEmail[]> {
  const script = fileURLToPath(new URL('render.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
    cwd: PROJECT,
    timeout: 20_000,
  })
  return JSON.parse(stdout)
}
