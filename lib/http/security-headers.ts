import { contentSecurityPolicy } from './content-security-policy'
import { LINK_HEADERS, LINK_PATHS } from './link-paths'

const LINKS = LINK_PATHS.join('|')

const headers = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }))

/**
 * What a request to `/` has if something is known about the visitor: then the form is rendered for
 * the request. As `has` and `missing` of next.config.ts take it. The cookie has a value to match:
 * without one, Next would put the cookies into the query, and so into the page.
 */
export const KNOWN_VISITOR = [
  { type: 'query' as const, key: 'next' },
  { type: 'header' as const, key: 'cookie', value: '.*(session|pending|device|typed)=.*' },
]

/**
 * Headers of every response, as `headers()` of next.config.ts takes them (ASVS 3.4). A policy with
 * a nonce, set by middleware, overrides this one; headers set by a route handler don't.
 */
export const securityHeaders = [
  {
    source: '/:path*',
    headers: headers({
      'Content-Security-Policy': contentSecurityPolicy(),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      // Browsers ignore it over http (RFC 6797 8.1), so a laptop may send it too.
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
    }),
  },
  // Documents, which have no dot in their path. no-transform.ts adds that no proxy may rewrite them.
  { source: '/:path((?!_next/|.*[.]).*)', headers: headers({ 'Cache-Control': 'no-store' }) },
  // Of two rules that set the same header, the last one counts. Asked again each time, or a cache
  // would go on sending the actions and the policy of an earlier build.
  {
    source: '/',
    missing: KNOWN_VISITOR,
    headers: headers({ 'Cache-Control': 'no-cache' }),
  },
  { source: `/:link(${LINKS})/:path*`, headers: headers(LINK_HEADERS) },
]
