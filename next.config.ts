import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_BUILD } from 'next/constants'
import type { Rewrite } from 'next/dist/lib/load-custom-routes'
import { securityHeaders } from './lib/http/security-headers'
import { checkEnvOrExit } from './lib/platform/env'

export default function config(phase: string): NextConfig {
  // At startup, instrumentation.ts checks: a serverless host doesn't read this file then.
  if (phase === PHASE_PRODUCTION_BUILD) checkEnvOrExit()

  return {
    poweredByHeader: false,
    // A folder above this one may have a lock file, and Next would take that for the root.
    outputFileTracingRoot: import.meta.dirname,
    turbopack: { root: import.meta.dirname },
    headers: async () => securityHeaders,
    // How many bytes of a body Next keeps for middleware: a chunk more than
    // lib/http/reject-request.ts accepts, so that it notices bodies that are too large.
    experimental: { proxyClientMaxBodySize: 128_000 },
    // Next's own redirect has none of these headers, and browsers would cache it, with a link's
    // secret in it.
    skipTrailingSlashRedirect: true,
    // `/` is prerendered for first-time visitors. If there is something to fill in or to check, the
    // same form is rendered for the request: docs/decisions/0002-two-pages-for-one-form.md.
    rewrites: async () => ({
      beforeFiles: [
        { type: 'query', key: 'next' } as const,
        ...['session', 'pending', 'device'].flatMap((name) => [
          // Without a pattern, Next adds the cookie's value to the page's query, where scripts can read it.
          { type: 'cookie', key: name, value: '.+' } as const,
          { type: 'cookie', key: `__Host-${name}`, value: '.+' } as const,
        ]),
      ]
        .map((condition): Rewrite => ({ source: '/', has: [condition], destination: '/sign-in' }))
        // Next's own error page, with styles that our policy blocks: not reachable by name.
        .concat({ source: '/_global-error', destination: '/_not-found' }),
    }),
  }
}
