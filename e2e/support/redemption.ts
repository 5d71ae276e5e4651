import type { createSession } from '@/lib/auth/session'
import { randomId } from '@/lib/platform/secrets'

/** For unit tests: a redemption of an attempt of its own, for a new address, on a new device. */
export const newRedemption = (more: Partial<Parameters<typeof createSession>[0]> = {}) => ({
  attemptId: randomId(),
  email: `${randomId()}@example.com`.toLowerCase(),
  requestedAt: Date.now(),
  bindingHash: randomId(),
  device: { id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…' },
  remember: true,
  hasUser: false,
  canSignUp: true,
  ...more,
})
