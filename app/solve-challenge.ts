import type { Challenge } from '@/lib/auth'

/**
 * Finds the number that a challenge wants: about a second of work. The browser derives keys on
 * threads of its own, so the page stays responsive without a worker.
 *
 * @throws if the signal aborts, or where there is no WebCrypto (over http)
 */
export async function solveChallenge(challenge: Challenge, signal: AbortSignal): Promise<string> {
  const encoder = new TextEncoder()
  const salt = encoder.encode(challenge.ticket)
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: challenge.iterations }
  for (let tried = 0; ; tried++) {
    signal.throwIfAborted()
    const nonce = String(tried)
    const key = await crypto.subtle.importKey('raw', encoder.encode(nonce), 'PBKDF2', false, ['deriveBits'])
    const bits = new DataView(await crypto.subtle.deriveBits(derivation, key, 256))
    if (bits.getUint32(0) >>> (32 - challenge.zeroBits) === 0) return nonce
  }
}
