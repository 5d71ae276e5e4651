import { existsSync, readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { onRequest } from '@/lib/platform/on-request'

/** Where the build's scripts are, for browsers and in the file system. */
export const SCRIPTS = { path: '/_next/static/chunks/', folder: '.next/static/chunks' }

type Exchange = {
  request: Pick<IncomingMessage, 'url' | 'headers'>
  response: Pick<ServerResponse, 'setHeader'>
}

/**
 * Serves scripts as next-adapter.mjs compressed them at the end of the build. Next itself would
 * compress each of them again for each visitor, and only with gzip. Call it once, before the server
 * listens. A host that compresses by itself doesn't need it.
 */
export function serveCompressedScripts(): void {
  const compressed = compressedIn(SCRIPTS.folder)
  if (compressed.size > 0) onRequest((exchange) => choose(exchange, compressed))
}

/** Turns a request for one of these scripts into one for its compressed form, if the browser accepts that. */
export function choose({ request, response }: Exchange, compressed: Set<string>): void {
  const { url = '', headers } = request
  if (!url.startsWith(SCRIPTS.path) || !/\bbr\b(?!;q=0)/.test(String(headers['accept-encoding']))) return
  if (!compressed.has(url.slice(SCRIPTS.path.length))) return
  request.url = `${url}.br`
  response.setHeader('Content-Encoding', 'br')
  response.setHeader('Content-Type', 'application/javascript; charset=UTF-8')
}

/** The names of the scripts that have a compressed form. */
export function compressedIn(folder: string): Set<string> {
  const path = join(/*turbopackIgnore: true*/ process.cwd(), folder)
  // A serverless host keeps it elsewhere.
  const files = existsSync(path) ? readdirSync(/*turbopackIgnore: true*/ path) : []
  return new Set(files.filter((file) => file.endsWith('.js.br')).map((file) => file.slice(0, -3)))
}
