import { contentSecurityPolicy } from './content-security-policy'
import { LINK_HEADERS } from './link-headers'

/** First parts of paths whose second is a secret from a mail. */
const LINKS = 'magic-link|report-sign-in|confirm-email|cancel-email-change'

const headers = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }))

/**
 * Headers of every answer, as `headers()` of next.config.ts takes them (ASVS 3.4). Where middleware sets a policy with a
 * nonce, that one counts; what a route handler sets doesn't.
 */
export const securityHeaders = [
  {
    source: '/:path*',
    headers: headers({
      'Content-Security-Policy': contentSecurityPolicy(),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      // Browsers heed it over https only (RFC 6797 8.1), so a laptop may send it too.
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
    }),
  },
  {
    source: `/((?!(?:${LINKS})/).*)`,
    headers: headers({ 'Referrer-Policy': 'strict-origin-when-cross-origin' }),
  },
  {
    // Whoever answers.
    source: `/:link(${LINKS})/:path*`,
    headers: headers(LINK_HEADERS),
  },
]
