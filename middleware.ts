import { type NextRequest, NextResponse } from 'next/server'
import { invalidPage } from '@/app/magic-link/[token]/document'
import { isOwnOrigin } from '@/lib/http/origin'
import { sessionCookie } from '@/lib/session/cookie'
import { pendingCookie } from '@/lib/sign-in/pending-cookie'
import { signInPath } from '@/lib/sign-in/return-path'
import { errors } from '@/lib/texts'

// The first, optimistic look, without the database. It only saves work: the guard in lib/session decides again in every
// page, action and handler, because middleware has been bypassed before (CVE-2025-29927).

export const config = {
  runtime: 'nodejs',
  matcher: [
    '/dashboard/:path*',
    '/account/:path*',
    '/magic-link/:path*',
    '/not-me/:path*',
    '/new-address/:path*',
    '/stop/:path*',
    // Whatever a browser sends to change something carries an Origin. So do some of its GETs, which pass through.
    { source: '/:path*', has: [{ type: 'header', key: 'origin' }] },
    { source: '/:path*', has: [{ type: 'header', key: 'sec-fetch-site', value: 'cross-site' }] },
  ],
}

/** Bytes. No form of ours comes near it; Next would answer a body that is too large with 500. */
const LARGEST_BODY = 50_000

const PROTECTED = /^\/(dashboard|account)(\/|$)/

export async function middleware(request: NextRequest) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    // Next answers a foreign Origin with 500, and a route handler doesn't look at it at all.
    if (!isOwnOrigin(request.headers)) return refuse(403, errors.foreign)
    if (Number(request.headers.get('content-length')) > LARGEST_BODY) return refuse(413, errors.tooLarge)
  }

  const { pathname, search } = request.nextUrl
  // Next would answer 500.
  if (!isDecodable(pathname)) {
    const pending = await pendingCookie.unseal(request.cookies.get(pendingCookie.name())?.value)
    return invalidPage('unknown', pending?.attempt, undefined)
  }
  // A POST is left to its action and the guard: a redirect would repeat it at a page that doesn't know it.
  if (PROTECTED.test(pathname) && request.method !== 'POST') {
    const sealed = request.cookies.get(sessionCookie.name())?.value
    const session = await sessionCookie.unseal(sealed)
    if (!session) return toTheForm(request, pathname + search, sealed)
    const renewed = await sessionCookie.renewed(session)
    const answer = NextResponse.next()
    if (renewed) answer.cookies.set(renewed)
    return answer
  }
  return NextResponse.next()
}

function toTheForm(request: NextRequest, path: string, sealed: string | undefined) {
  const answer = NextResponse.redirect(new URL(signInPath(path), request.url))
  answer.headers.set('Cache-Control', 'no-store')
  if (sealed !== undefined) answer.cookies.set(sessionCookie.cleared())
  return answer
}

const refuse = (status: number, sentence: string) =>
  new NextResponse(`${sentence}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })

function isDecodable(pathname: string) {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}
