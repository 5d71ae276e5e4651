import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isLinkPath } from '@/lib/http/link-paths'

type RequestLine = Pick<IncomingMessage, 'method' | 'url'>

/**
 * Mends request lines that no browser sends before Next reads them: it would answer 500, or lead elsewhere without any of
 * our headers, and to a host that whoever sent it has named.
 */
export function repairRequestLines(): void {
  subscribe('http.server.request.start', (message) => repair((message as { request: RequestLine }).request))
}

export function repair(request: RequestLine): void {
  // No Request can be made of these (https://fetch.spec.whatwg.org/#forbidden-method). Middleware refuses OPTIONS.
  if (/^TRAC[EK]$/.test(request.method ?? '')) request.method = 'OPTIONS'
  request.url = withReadableToken(pathOf(request.url ?? '/'))
}

/** A link that was cut off in the middle of a character keeps its page, which Next couldn't route to. */
function withReadableToken(path: string): string {
  const [, page = ''] = path.split(/[/?]/)
  return isLinkPath(page) && !isDecodable(path.split('?')[0] ?? '') ? `/${page}/unreadable` : path
}

/** Whether a path can be percent-decoded. */
export function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

function pathOf(target: string): string {
  // For proxies (RFC 9112 3.2.2). Which host it names is nothing to us: APP_URL says who we are.
  if (/^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) return '/'
    const { pathname, search } = new URL(target)
    return pathname + search
  }
  // `*` is for OPTIONS, and a path that begins like a host's name is none.
  return `/${target.replace(/^[/\\]+/, '')}`
}
