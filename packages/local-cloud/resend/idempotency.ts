import { createHash } from 'node:crypto'
import { ApiError } from './api-error'

/**
 * Which request made which email. Resend remembers for a day, this for its whole run.
 * https://resend.com/docs/dashboard/emails/idempotency-keys
 */
export class Idempotency {
  #sent = new Map<string, { fingerprint: string; id: string }>()

  /** The id of the email that this request made before. Throws an ApiError for a bad key. */
  before(key: string | undefined, body: Buffer): string | undefined {
    if (key === undefined) return undefined
    if (key.length < 1 || key.length > 256) {
      throw new ApiError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    }
    const sent = this.#sent.get(key)
    if (!sent) return undefined
    if (sent.fingerprint === fingerprint(body)) return sent.id
    const message = 'Same idempotency key used with a different request payload.'
    throw new ApiError(409, 'invalid_idempotent_request', message)
  }

  remember(key: string | undefined, body: Buffer, id: string): void {
    if (key !== undefined) this.#sent.set(key, { fingerprint: fingerprint(body), id })
  }
}

/** Tells one posted email from another. */
export function fingerprint(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}
