import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // It throws unless it is imported the way that Next's server does. With that condition, react-dom would throw.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ['{app,cli,docs,e2e/support,lib,prisma,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
    silent: 'passed-only',
    // A busy machine takes its time; what hangs is found all the same.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: 'scripts/unit-test-services.ts',
  },
})
