import { codeHashes, newCode } from '@/lib/auth/code'
import { format } from '@/lib/auth/link-token'
import type { createSession } from '@/lib/auth/session'
import { type NewRequest, noteAttempt, storeRequest } from '@/lib/auth/store-request'
import { LANGUAGES } from '@/lib/copy'
import { hash, randomId, randomSecret } from '@/lib/platform/secrets'

/** An address of its own. */
export const newAddress = () => `a-${randomId()}@example.com`.toLowerCase()

/** For unit tests: a redemption of an attempt of its own, for a new address, on a new device. */
export const newRedemption = (more: Partial<Parameters<typeof createSession>[0]> = {}) => ({
  attemptId: randomId(),
  email: newAddress(),
  requestedAt: Date.now(),
  bindingHash: randomId(),
  device: { id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…', language: LANGUAGES[0] },
  remember: true,
  hasUser: false,
  canSignUp: true,
  ...more,
})

/** What `requestLink` stores, for a new address and without limits, and what it would email. */
export function newRequest({
  bindingSecret = randomId(),
  ...more
}: Partial<NewRequest> & { bindingSecret?: string } = {}) {
  const [secret, code, bindingHash] = [randomSecret(), newCode(), hash(bindingSecret)]
  const request: NewRequest = {
    email: newAddress(),
    bindingHash,
    attemptId: undefined,
    next: '/dashboard',
    remember: undefined,
    reauthenticates: false,
    link: {
      secretHash: hash(secret),
      codeHash: codeHashes(bindingHash, code)[0],
      device: 'Safari on iOS',
      language: 'en',
    },
    limits: {},
    ...more,
  }
  return { request, bindingSecret, secret, code }
}

/** Stores a link that isn't emailed, in an attempt of its own or one that it continues. */
export async function storeLink(more: Parameters<typeof newRequest>[0] = {}) {
  const { request, bindingSecret, secret, code } = newRequest(more)
  const stored = await storeRequest(request)
  if (!stored.ok) throw new Error(`not stored: ${stored.reason}`)
  const { attemptId, n, undo, isKnown } = stored
  const pending = { bindingSecret, attemptId }
  const token = format(attemptId, secret)
  return { attemptId, n, undo, isKnown, email: request.email, secret, code, pending, token }
}

/** Lets the next email of that attempt be requested now. */
export const endCooldown = (attemptId: string) => noteAttempt(attemptId, { waitUntil: Date.now() })
