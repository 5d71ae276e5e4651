import { randomUUID } from 'node:crypto'
import type { Answer, Mail } from '../mailbox/mail'
import type { Mailbox } from '../mailbox/store'
import { ApiError } from './api-error'
import type { Behaviour } from './behaviour'
import type { Deliveries } from './deliveries'
import type { Faults } from './faults'
import { fingerprint, Idempotency } from './idempotency'
import { refusalOf } from './outcome'
import { type Draft, parseMail } from './parse-mail'

export type Sent = { id: string; behaviour: Behaviour }

/** Takes posted mails into the mailbox, or throws the ApiError with which they are turned away. */
export function createSending(
  mailbox: Mailbox,
  faults: Faults,
  deliveries: Deliveries,
): (body: Buffer, key: string | undefined) => Sent {
  const idempotency = new Idempotency()
  /** By request, so that a client which tries again leaves one refused mail, and is told once that we are busy. */
  const refused = new Set<string>()
  const turnedAway = new Set<string>()

  return (body, key) => {
    const before = idempotency.before(key, body)
    const draft = parseMail(parseJson(body))
    const behaviour = faults.next(draft.to)
    if (before) return { id: before, behaviour }

    const request = key ?? fingerprint(body)
    if (behaviour === 'busy' && !turnedAway.has(request)) {
      turnedAway.add(request)
      throw new ApiError(429, 'rate_limit_exceeded', 'Too many requests. Try again in a second.', {
        'Retry-After': '1',
      })
    }
    const refusal = refusalOf(behaviour)
    if (refusal) {
      if (!key || !refused.has(key)) mailbox.add(toMail(draft, refusal.answer))
      if (key) refused.add(key)
      throw refusal.error
    }

    const mail = toMail(draft, 'accepted')
    mailbox.add(mail)
    idempotency.remember(key, body, mail.id)
    deliveries.start(mail, behaviour)
    return { id: mail.id, behaviour }
  }
}

function toMail(draft: Draft, answer: Answer): Mail {
  return { id: randomUUID(), ...draft, createdAt: new Date().toISOString(), answer, events: [] }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
