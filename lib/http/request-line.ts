import type { IncomingMessage } from 'node:http'
import { isLinkPath } from '@/lib/http/link-paths'
import { onRequest } from '@/lib/platform/on-request'

type RequestLine = Pick<IncomingMessage, 'method' | 'url'>

/**
 * Repairs request lines that no browser sends, before Next reads them. To these, Next 16.4.5
 * responds with 500 (TRACE), or with a redirect of its own that has none of our headers (`/a//b`,
 * `/a\b`) and can lead to a host that the sender named (`//evil.example`, `http://evil.example`).
 * Call it once, before the server listens.
 */
export function repairRequestLines(): void {
  onRequest(({ request }) => repair(request))
}

/** Changes the method and URL of one request, if they need it. */
export function repair(request: RequestLine): void {
  // A Request can't have these methods (https://fetch.spec.whatwg.org/#forbidden-method).
  // Middleware rejects OPTIONS.
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
  // The form for proxies (RFC 9112 3.2.2). The host in it doesn't matter: APP_URL says who we are.
  if (/^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) return '/'
    const { pathname, search } = new URL(target)
    return withSingleSlashes(pathname + search)
  }
  // `*` is for OPTIONS alone.
  return withSingleSlashes(`/${target}`)
}

/** A path must not begin like a host (`//`), and to two slashes inside it Next responds by itself. */
const withSingleSlashes = (target: string) => target.replace(/^[^?]*/, (path) => path.replace(/[/\\]+/g, '/'))
