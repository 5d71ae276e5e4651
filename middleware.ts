import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { sessionCookie, signInPath } from '@/lib/auth'
import { copyIn } from '@/lib/copy'
import {
  contentSecurityPolicy,
  forgetTyped,
  isDecodable,
  languageIn,
  PRERENDERED,
  plainResponse,
  rejectRequest,
} from '@/lib/http'

// The first, optimistic look, without the database. It only saves work: the guard in lib/auth decides
// again in every page, action and handler, because middleware has been bypassed (CVE-2025-29927).

export const config = {
  runtime: 'nodejs',
  matcher: [
    // Not what needs nothing from us: files, the prerendered `/` that most visitors get, and the
    // handlers of /api and of links in emails, whose documents have no scripts.
    '/((?!_next/|[^/]+[.][a-z]+$|(?:api|magic-link|report-sign-in|confirm-email|cancel-email-change)/[\\w/-]+$|$).*)',
    // `/` if next.config.ts rewrites it to the page that is rendered for the request.
    { source: '/', has: [{ type: 'query', key: 'next' }] },
    { source: '/', has: [{ type: 'header', key: 'cookie', value: '.*(session|pending|device|typed)=.*' }] },
    // A request that changes something has one of these, wherever it goes.
    { source: '/:path*', has: [{ type: 'header', key: 'content-length' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'transfer-encoding' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'origin' }] },
  ],
}

/** What only signed-in visitors see. */
const PROTECTED = /^\/(dashboard|account)(\/|$)/

export async function middleware(request: NextRequest) {
  const rejected = await rejectRequest(request)
  if (rejected) return rejected

  const { pathname, search } = request.nextUrl
  const notFound = (status: number) =>
    plainResponse(status, copyIn(languageIn(request.headers)).errors.malformed)
  // Next would answer 500.
  if (!isDecodable(pathname)) return notFound(400)
  // Not reachable by name: Next's own error page, with styles that our policy blocks, and what
  // next.config.ts rewrites to.
  if (pathname === '/_global-error' || pathname.startsWith(`${PRERENDERED}/`)) return notFound(404)
  // A POST is left to its action and the guard: a redirect would repeat it at a page that doesn't expect it.
  if (PROTECTED.test(pathname) && request.method !== 'POST') {
    const session = await sessionCookie.read(request.cookies)
    if (!session) return toSignIn(request, pathname + search)
    const response = withNonce(request)
    await sessionCookie.refresh(session, response.cookies)
    return response
  }
  const response = withNonce(request)
  if (request.method === 'POST') await forgetTyped(request.cookies, response.cookies)
  return response
}

/** Continues to the page. Next takes the nonce for its inline scripts from the request's policy. */
function withNonce(request: NextRequest) {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

async function toSignIn(request: NextRequest, path: string) {
  const response = NextResponse.redirect(new URL(signInPath(path), request.url))
  response.headers.set('Cache-Control', 'no-store')
  const isForeign = await sessionCookie.isForeign(request.cookies)
  if (request.cookies.has(sessionCookie.name()) && !isForeign) await sessionCookie.clear(response.cookies)
  return response
}
