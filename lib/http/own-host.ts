import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/platform/env'
import { onRequest } from '@/lib/platform/on-request'

type Visit = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** The route that leads a visit under another name to APP_URL. */
const OTHER_HOST = '/other-host'

/**
 * So that a visit which was led here comes only once: a proxy may write a name of its own into the
 * Host of every request, and its visitors would be led in circles.
 */
export const LED_COOKIE = 'led-here'

/**
 * The origin is APP_URL, whatever a proxy says. Next compares the Origin of an action's call with
 * X-Forwarded-Host or Host, and answers 500 if a proxy rewrote those; `isOwnOrigin` has compared it
 * with APP_URL before. Call it once, before the server listens. A serverless host has no server of
 * Node's, and says the right name itself.
 */
export function keepToOwnHost(): void {
  const { host, protocol } = new URL(env().appUrl)
  onRequest(({ request }) => keep(request, { host, protocol: protocol.slice(0, -1) }))
}

/** Names APP_URL in one request, or turns it into one for `OTHER_HOST`. */
export function keep(request: Visit, own: { host: string; protocol: string }): void {
  const { headers } = request
  const [named = ''] = [headers['x-forwarded-host'] ?? headers.host ?? ''].flat()
  if (isVisitTo(named.split(',')[0]?.trim() ?? '', own.host, request)) {
    request.url = `${OTHER_HOST}?path=${encodeURIComponent(request.url ?? '/')}`
  }
  headers.host = own.host
  headers['x-forwarded-host'] = own.host
  headers['x-forwarded-proto'] = own.protocol
}

/** Only browsers: a load balancer that asks for /api/health under some name gets its answer. */
function isVisitTo(named: string, own: string, { method, headers }: Visit): boolean {
  const name = named.toLowerCase().replace(/:(80|443)$/, '')
  return (
    name !== own &&
    isPublic(name) &&
    method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    !headers.cookie?.includes(`${LED_COOKIE}=`)
  )
}

// A proxy that names an address, or a name inside a network, doesn't mean where the visitor is.
const isPublic = (name: string) =>
  /^([a-z\d-]+\.)+[a-z]{2,}(:\d+)?$/.test(name) && !/\.(internal|local|localhost|lan)(:\d+)?$/.test(name)
