import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_BUILD } from 'next/constants'
import type { Rewrite } from 'next/dist/lib/load-custom-routes'
import { securityHeaders } from './lib/http/security-headers'
import { checkEnvOrExit } from './lib/platform/env'

export default function config(phase: string): NextConfig {
  // At start it is instrumentation.ts that checks: a serverless host doesn't read this file then.
  if (phase === PHASE_PRODUCTION_BUILD) checkEnvOrExit()

  return {
    poweredByHeader: false,
    // A folder above may have a lock file of its own.
    outputFileTracingRoot: import.meta.dirname,
    turbopack: { root: import.meta.dirname },
    headers: async () => securityHeaders,
    // Bytes that are kept of a body: one chunk more than lib/http/reject-request.ts takes, so that it sees what is too large.
    experimental: { proxyClientMaxBodySize: 128_000 },
    // Next's own redirect has none of these headers, and browsers would keep it: with a link's secret in it.
    skipTrailingSlashRedirect: true,
    // `/` is prerendered as most people first meet it. Where there is something to fill in or to find out, the same form is
    // made for the request: docs/decisions/0002-two-pages-for-one-form.md.
    rewrites: async () => ({
      beforeFiles: [
        { type: 'query', key: 'next' } as const,
        ...['session', 'pending', 'last-email'].flatMap((name) => [
          { type: 'cookie', key: name } as const,
          { type: 'cookie', key: `__Host-${name}` } as const,
        ]),
      ]
        .map((known): Rewrite => ({ source: '/', has: [known], destination: '/sign-in' }))
        // Next's own page for outages, with styles that our policy stops: not to be looked at by its name.
        .concat({ source: '/_global-error', destination: '/_not-found' }),
    }),
  }
}
