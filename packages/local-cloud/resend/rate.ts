import { ApiError } from './api-error'

/**
 * Refuses calls past so many in a second (a fixed one), as Resend does past five.
 * https://resend.com/docs/api-reference/rate-limit
 */
export class Rate {
  #second = 0
  #calls = 0

  constructor(readonly perSecond: number) {}

  /** @throws ApiError */
  count(now = Date.now()): void {
    const second = Math.floor(now / 1000)
    this.#calls = second === this.#second ? this.#calls + 1 : 1
    this.#second = second
    if (this.#calls <= this.perSecond) return
    throw new ApiError(429, 'rate_limit_exceeded', 'Too many requests. You can only make so many a second.', {
      'ratelimit-limit': String(this.perSecond),
      'ratelimit-remaining': '0',
      'ratelimit-reset': '1',
      'Retry-After': '1',
    })
  }
}
