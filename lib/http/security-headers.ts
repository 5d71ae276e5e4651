/** Headers of every answer, as `headers()` of next.config.ts takes them (ASVS 3.4). */
export const securityHeaders = [
  {
    source: '/:path*',
    headers: [
      { key: 'X-Content-Type-Options', value: 'nosniff' },
      { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
      // Browsers heed it over https only (RFC 6797 8.1), so a laptop may send it too.
      { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
      {
        key: 'Content-Security-Policy',
        value: "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
      },
    ],
  },
  {
    // A link's page sets a stricter one itself, and this would replace it.
    source: '/((?!magic-link/|not-me/|new-address/|stop/).*)',
    headers: [{ key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' }],
  },
]
