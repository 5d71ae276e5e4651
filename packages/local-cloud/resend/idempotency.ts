import { createHash } from 'node:crypto'
import { ApiError } from './api-error'

const REMEMBERED = 24 * 60 * 60 * 1000

/** Which request made which mail. https://resend.com/docs/dashboard/emails/idempotency-keys */
export class Idempotency {
  #sent = new Map<string, { fingerprint: string; id: string; at: number }>()

  /** The mail that this request has made before. Throws an ApiError for a bad key, or one that another mail has. */
  before(key: string | undefined, body: Buffer): string | undefined {
    if (key === undefined) return undefined
    if (key.length < 1 || key.length > 256) {
      throw new ApiError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    }
    const sent = this.#sent.get(key)
    if (!sent || Date.now() - sent.at >= REMEMBERED) return undefined
    if (sent.fingerprint === fingerprint(body)) return sent.id
    throw new ApiError(
      409,
      'invalid_idempotent_request',
      'Same idempotency key used with a different request payload.',
    )
  }

  remember(key: string | undefined, body: Buffer, id: string): void {
    if (key !== undefined) this.#sent.set(key, { fingerprint: fingerprint(body), id, at: Date.now() })
  }
}

/** Tells one posted mail from another. */
export function fingerprint(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}
