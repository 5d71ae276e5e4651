import type { createSession } from '@/lib/auth/session'
import { randomId } from '@/lib/platform/secrets'

/** For unit tests: a good claim of an attempt that nobody else knows, by a browser that nobody has seen. */
export const newClaim = (more: Partial<Parameters<typeof createSession>[0]> = {}) => ({
  attemptId: randomId(),
  email: `${randomId()}@example.com`.toLowerCase(),
  askedAt: Date.now(),
  browserHash: randomId(),
  browser: { id: randomId(), device: 'Firefox on Windows', network: '203.0.113.…' },
  keep: true,
  mayBeNew: true,
  ...more,
})
