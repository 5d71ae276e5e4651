import { contentSecurityPolicy } from './content-security-policy'
import { LINK_HEADERS, LINK_PATHS } from './link-paths'

const LINKS = LINK_PATHS.join('|')

const headers = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }))

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
  // Of two rules that set the same header, the last one counts.
  { source: `/:link(${LINKS})/:path*`, headers: headers(LINK_HEADERS) },
]
