import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { invalidPage } from '@/app/magic-link/[token]/document'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import { signInPath } from '@/lib/auth/return-path'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { errors } from '@/lib/copy'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { refusal, refuse } from '@/lib/http/reject-request'

// The first, optimistic look, without the database. It only saves work: the guard in lib/session decides again in every
// page, action and handler, because middleware has been bypassed before (CVE-2025-29927).

export const config = {
  runtime: 'nodejs',
  matcher: [
    // Not files, nor `/` as most people first meet it, which is prerendered and needs nothing of us.
    '/((?!_next/|[^/]+[.][a-z]+$|$).*)',
    // `/` where next.config.ts leads it to the page that is made for the request.
    { source: '/', has: [{ type: 'query', key: 'next' }] },
    { source: '/', has: [{ type: 'header', key: 'cookie', value: '.*(session|pending|remembered)=.*' }] },
    // Whatever changes something has one of these.
    { source: '/:path*', has: [{ type: 'header', key: 'content-length' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'transfer-encoding' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'next-action' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'origin' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'sec-fetch-site', value: 'cross-site' }] },
  ],
}

/** What nobody sees who isn't signed in. */
const PROTECTED = /^\/(dashboard|account)(\/|$)/

export async function middleware(request: NextRequest) {
  const refused = await refusal(request)
  if (refused) return refused

  const { pathname, search } = request.nextUrl
  // Next would answer 500.
  if (!isDecodable(pathname)) {
    if (!pathname.startsWith('/magic-link/')) return refuse(400, errors.malformed)
    const pending = await pendingCookie.unseal(request.cookies.get(pendingCookie.name())?.value)
    return invalidPage('unknown', pending?.attempt, undefined)
  }
  // A POST is left to its action and the guard: a redirect would repeat it at a page that doesn't know it.
  if (PROTECTED.test(pathname) && request.method !== 'POST') {
    const sealed = request.cookies.get(sessionCookie.name())?.value
    const session = await sessionCookie.unseal(sealed)
    if (!session) return toTheForm(request, pathname + search, sealed)
    const renewed = await sessionCookie.renewed(session)
    const answer = withNonce(request)
    if (renewed) answer.cookies.set(renewed)
    return answer
  }
  return withNonce(request)
}

/** Goes on to the page, whose inline scripts get a nonce from Next: it takes it from the request's policy. */
function withNonce(request: NextRequest) {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  const answer = NextResponse.next({ request: { headers } })
  answer.headers.set('Content-Security-Policy', policy)
  return answer
}

function toTheForm(request: NextRequest, path: string, sealed: string | undefined) {
  const answer = NextResponse.redirect(new URL(signInPath(path), request.url))
  answer.headers.set('Cache-Control', 'no-store')
  if (sealed !== undefined) answer.cookies.set(sessionCookie.cleared())
  return answer
}

function isDecodable(pathname: string) {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}
