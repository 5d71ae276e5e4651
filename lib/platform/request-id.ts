import 'server-only'
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
// Next's `headers()` is a promise, and a log line can't wait. This isn't public: a test fails
// if an upgrade moves it (Next 16.4.5).
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external.js'
import { onRequest } from '@/lib/platform/on-request'

const HEADER = 'x-request-id'

/** Where hosts write a request's id, the first that is there. */
const HEADERS = [HEADER, 'x-vercel-id', 'cf-ray', 'fly-request-id']

/** What can go into a line: a client that no proxy stands before can make it up. */
const ID = /^[\w:.=-]{8,128}$/

/**
 * Gives each request an id before Next reads it: the host's, or one of ours. In its headers, where
 * middleware, pages and handlers all find it, so that it costs two microseconds, and no store that
 * follows every promise. Call it once, before the server listens.
 */
export function nameRequests(): void {
  onRequest(({ request }) => nameRequest(request.headers))
}

/** Writes the id into the headers of one request. */
export function nameRequest(headers: IncomingHttpHeaders): void {
  headers[HEADER] = idIn((name) => headers[name]) ?? randomUUID()
}

/** The id of the request that is being responded to; undefined outside of one. */
export function requestId(): string | undefined {
  const store = workUnitAsyncStorage.getStore()
  return store?.type === 'request' ? (store.headers.get(HEADER) ?? undefined) : undefined
}

function idIn(header: (name: string) => string | string[] | undefined): string | undefined {
  for (const name of HEADERS) {
    const value = header(name)
    if (typeof value === 'string' && ID.test(value)) return value
  }
  return undefined
}
