import type { Challenge } from '@/lib/auth'
import type { Copy } from '@/lib/copy'

/** A challenge with what the form says about it. */
export type ShownChallenge = Challenge & { working: string; wait: string }

export const shown = (challenge: Challenge, t: Copy): ShownChallenge => ({
  ...challenge,
  working: t.challenge.working,
  wait: t.challenge.wait(challenge.waitSeconds),
})
