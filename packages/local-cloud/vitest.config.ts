import { defineConfig } from 'vitest/config'

// A busy machine takes its time; a test that hangs is still found.
export default defineConfig({ test: { silent: 'passed-only', testTimeout: 30_000, hookTimeout: 30_000 } })
