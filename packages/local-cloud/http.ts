import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type LocalServer = { url: string; close(): Promise<void> }
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void
export type Exchange = { url: URL; request: IncomingMessage; response: ServerResponse }

/** Thrown by `readBody`. If a handler doesn't catch it, the answer is a bare 413. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge'
}

/**
 * Serves `handle` on `host`. Port 0 takes any free one.
 * Rejects with node's own error (EADDRINUSE) when the port is taken.
 */
export async function listen(handle: Handler, port: number, host = '127.0.0.1'): Promise<LocalServer> {
  const server = createServer(async (request, response) => {
    try {
      await handle(request, response)
    } catch (error) {
      answerFailure(response, error)
    }
  })
  // A client may not retry, so an idle connection must outlive the pauses between tests.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The whole body of a request. Throws BodyTooLarge past `limit` bytes. */
export async function readBody(request: IncomingMessage, limit = 1024 * 1024): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    // Past the limit, read and drop: a client that is still writing would see only a reset.
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) throw new BodyTooLarge(`${size} bytes, at most ${limit} are read`)
  return Buffer.concat(chunks)
}

/** Undefined for a body that is not JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(body)
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers?: Record<string, string>,
): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers)
}

/** The path and query of a request. Undefined for a request line that is no URL. */
export function parseUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/'
  return URL.canParse(target, 'http://127.0.0.1') ? new URL(target, 'http://127.0.0.1') : undefined
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
  } else if (error instanceof BodyTooLarge) {
    sendJson(response, 413, { error: error.message })
  } else {
    if (!isAborted(error)) console.error(error)
    sendJson(response, 500, { error: 'the local stand-in failed, see its output' })
  }
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}
