import { randomUUID } from 'node:crypto'
import { parseJson } from '../http'
import type { Answer, Email } from '../mailbox/email'
import type { Mailbox } from '../mailbox/store'
import { ApiError } from './api-error'
import type { Behavior } from './behavior'
import type { Deliveries } from './deliveries'
import type { Faults } from './faults'
import { fingerprint, Idempotency } from './idempotency'
import { REFUSALS } from './outcome'
import { type Draft, parseEmail } from './parse-email'

type Sent = { id: string; behavior: Behavior }
export type Send = (body: Buffer, key: string | undefined) => Sent

/** Takes posted emails into the mailbox, or throws the ApiError that refuses them. */
export function createSending(
  mailbox: Mailbox,
  faults: Faults,
  deliveries: Deliveries,
  onEmail?: (email: Email) => void,
): Send {
  const idempotency = new Idempotency()
  // By request, so that a client which tries again leaves one refused email, and gets "busy" once.
  const refused = new Set<string>()
  const toldBusy = new Set<string>()

  return (body, key) => {
    const before = idempotency.before(key, body)
    const draft = parseEmail(parseJson(body))
    const behavior = faults.next(draft.to)
    if (before) return { id: before, behavior }

    const request = key ?? fingerprint(body)
    if (behavior === 'busy' && !toldBusy.has(request)) {
      toldBusy.add(request)
      const headers = { 'Retry-After': '1' }
      throw new ApiError(429, 'rate_limit_exceeded', 'Too many requests. Try again in a second.', headers)
    }
    const refusal = REFUSALS[behavior]
    if (refusal) {
      if (!key || !refused.has(key)) mailbox.add(toEmail(draft, refusal.statusCode))
      if (key) refused.add(key)
      throw refusal
    }

    const email = toEmail(draft, 'accepted')
    mailbox.add(email)
    onEmail?.(email)
    idempotency.remember(key, body, email.id)
    deliveries.start(email, behavior)
    return { id: email.id, behavior }
  }
}

function toEmail(draft: Draft, answer: Answer): Email {
  return { id: randomUUID(), ...draft, createdAt: new Date().toISOString(), answer, events: [] }
}
