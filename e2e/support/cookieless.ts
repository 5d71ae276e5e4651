import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from '@playwright/test'
import { BrowserProblems } from './browser-problems'
import { environment } from './environment'
import { Mailbox } from './mailbox'
import { freshClient, Visitor } from './visitor'

/** A visitor whose browser keeps no cookies, as far as the application can tell: on the way to it, none passes. */
export async function visitWithoutCookies(
  browser: Browser,
  javaScriptEnabled: boolean,
  visit: (visitor: Visitor) => Promise<void>,
): Promise<void> {
  const proxy = createServer((request, response) => {
    const { url = '', method, headers } = request
    const forwarded = send(url, { method, headers }, (answer) => {
      const { 'set-cookie': _, ...kept } = answer.headers
      response.writeHead(answer.statusCode ?? 502, kept)
      answer.pipe(response)
    })
    // The browser has given up.
    forwarded.on('error', () => response.destroy())
    request.pipe(forwarded)
  })
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
  const { port } = proxy.address() as AddressInfo
  const context = await browser.newContext({
    javaScriptEnabled,
    baseURL: environment.appUrl,
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
    extraHTTPHeaders: { 'X-Forwarded-For': freshClient() },
  })
  const problems = new BrowserProblems(context)
  try {
    await visit(new Visitor(await context.newPage(), problems, new Mailbox(), javaScriptEnabled))
  } finally {
    await context.close()
    proxy.closeAllConnections()
    proxy.close()
  }
}
