import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from 'next/constants'
import { languageRewrites } from './lib/http/language-rewrites'
import { KNOWN_VISITOR, securityHeaders } from './lib/http/security-headers'
import { listLanguages, writeDictionaries } from './scripts/dictionaries'
import { repositoryFiles } from './scripts/repository'
import { keepStyles, writeStyles } from './scripts/styles'

// The build reads none of the application's variables: one image can be deployed many times.
// instrumentation.ts checks them when the server starts.

const config: NextConfig = {
  // For an image: docs/deploy.md#docker.
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  // Ours instead of the host's, which it calls: NEXT_ADAPTER_PATH is only the default.
  adapterPath: `${import.meta.dirname}/lib/http/next-adapter.mjs`,
  poweredByHeader: false,
  // Next hashes each page's HTML for each request, a twentieth of what `/` costs, so that a browser
  // which comes back saves 2 kB.
  generateEtags: false,
  // Titles come with their pages. Streamed ones leave a page without a title for a moment when it asks
  // for news, and cost a boundary of React's.
  htmlLimitedBots: /.*/,
  // A folder above this one may have a lock file, and Next would take that for the root.
  outputFileTracingRoot: import.meta.dirname,
  // Four megabytes for next/font, which no page uses.
  outputFileTracingExcludes: { '*': ['node_modules/next/dist/server/capsize-font-metrics.json'] },
  // No image needs it, and it writes a line into the log for what strangers ask of it.
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  headers: async () => securityHeaders,
  experimental: {
    // How many bytes of a body Next keeps for middleware: a chunk more than
    // lib/http/reject-request.ts accepts, so that it notices bodies that are too large.
    proxyClientMaxBodySize: 128_000,
    // Otherwise the first answer waits until the code of every page is loaded: 120 ms.
    preloadEntriesOnStart: false,
    // What all pages load goes into one file. It's smaller than four, and so are its headers.
    turbopackChunking: { minChunkSize: 1_000_000, maxMergeChunkSize: 10_000_000 },
  },
  // Next's own redirect has none of these headers, and browsers would cache it, with a link's
  // secret in it.
  skipTrailingSlashRedirect: true,
  // `/` is prerendered for first-time visitors. If there is something to fill in or to check, the
  // same form is rendered for the request: docs/decisions/0002-two-pages-for-one-form.md. Few
  // rules, because every request to `/` waits for them. Not in middleware: its rewrites name a host,
  // and behind TLS, Next 16.4.5 takes that for another one and sends the request there.
  rewrites: async () => ({
    beforeFiles: [
      ...KNOWN_VISITOR.map((known) => ({ source: '/', has: [known], destination: '/sign-in' })),
      ...languageRewrites(listLanguages()),
    ],
    afterFiles: [],
    fallback: [{ source: '/:path*', destination: '/nothing-here' }],
  }),
}

export default (phase: string): NextConfig => {
  if (phase === PHASE_DEVELOPMENT_SERVER) keepStyles()
  // A server's disk may be read-only.
  else if (phase === PHASE_PRODUCTION_BUILD) writeStyles()
  else return config
  writeDictionaries()
  return { ...config, env: { REPOSITORY_FILES: repositoryFiles() ?? '' } }
}
