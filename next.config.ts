import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_BUILD } from 'next/constants'
import { checkEnvOrExit } from './lib/env'
import { securityHeaders } from './lib/http/security-headers'

export default function config(phase: string): NextConfig {
  // At start it is instrumentation.ts that checks: a serverless host doesn't read this file then.
  if (phase === PHASE_PRODUCTION_BUILD) checkEnvOrExit()

  return {
    poweredByHeader: false,
    // A folder above may have a lock file of its own.
    outputFileTracingRoot: import.meta.dirname,
    turbopack: { root: import.meta.dirname },
    headers: async () => securityHeaders,
    // `/` is prerendered as most people first meet it. Where there is something to fill in or to find out, the same form is
    // made for the request: docs/decisions/0002-two-pages-for-one-form.md.
    rewrites: async () => ({
      beforeFiles: [
        { type: 'query', key: 'next' } as const,
        ...['session', 'pending', 'remembered'].flatMap((name) => [
          { type: 'cookie', key: name } as const,
          { type: 'cookie', key: `__Host-${name}` } as const,
        ]),
      ].map((known) => ({ source: '/', has: [known], destination: '/sign-in' })),
    }),
  }
}
