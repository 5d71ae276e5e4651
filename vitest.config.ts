import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  // `server-only` throws unless it is imported the way that Next's server imports it.
  ssr: { resolve: { conditions: ['react-server', 'node', 'import', 'default'] } },
  test: {
    include: ['{app,dev,lib,prisma}/**/*.test.{ts,tsx}', '*.test.ts'],
    globalSetup: 'dev/unit-test-services.ts',
  },
})
