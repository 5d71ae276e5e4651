import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // It throws unless it is imported with the condition of Next's server, with which react-dom
      // throws.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ['{app,cli,docs,e2e/support,lib,prisma,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
    silent: 'passed-only',
    // Long enough for a busy machine. A test that hangs still fails.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: 'scripts/unit-test-services.ts',
  },
})
