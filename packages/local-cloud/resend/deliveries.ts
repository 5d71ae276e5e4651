import { setMaxListeners } from 'node:events'
import type { DeliveryEvent, Email, EventType } from '../mailbox/email'
import type { Mailbox } from '../mailbox/store'
import type { Behavior } from './behavior'
import { payloadOf } from './payload'
import type { Suppressions } from './suppressions'
import { postEvent, type Wait, type Webhook } from './webhook'

const STEP = 300

export type Deliveries = { start(email: Email, behavior: Behavior): void; close(): void }

/**
 * Plays what happens to an email after it was accepted, writes it beside the email, and reports it
 * to the webhook. The sender doesn't wait for it, and no failure in it reaches the sender.
 */
export function createDeliveries(
  mailbox: Mailbox,
  suppressions: Suppressions,
  webhook: Webhook | undefined,
  wait: Wait,
): Deliveries {
  const closing = new AbortController()
  const { signal } = closing
  setMaxListeners(0, signal)

  const play = async (email: Email, behavior: Behavior) => {
    const course = suppressions.find(email.to[0]) ? SUPPRESSED : COURSES[behavior]
    for (const [step, type] of (course ?? DELIVERED).entries()) {
      await wait(step === 0 ? 0 : STEP, signal)
      // Doesn't wait for the last one's retries: as in production, events may arrive out of order.
      happen(email, type).catch(ignoreClosing)
    }
  }

  const happen = async (email: Email, type: EventType) => {
    const at = new Date().toISOString()
    const url = webhook?.url()
    const event: DeliveryEvent = { type, at, webhook: webhook && url ? 'pending' : 'none' }
    mailbox.change(email.id, (now) => ({ ...now, events: [...now.events, event] }))
    suppressions.hear(email, type, at)
    if (!webhook || !url) return
    const posted = await postEvent({ url, secret: webhook.secret, wait, signal }, payloadOf(email, type, at))
    const reported: DeliveryEvent = posted.ok
      ? { ...event, webhook: 'accepted' }
      : { ...event, webhook: 'rejected', problem: posted.problem }
    mailbox.change(email.id, (now) => ({
      ...now,
      events: now.events.map((before) => (before.type === type ? reported : before)),
    }))
  }

  return {
    start: (email, behavior) => void play(email, behavior).catch(ignoreClosing),
    close: () => closing.abort(),
  }
}

const DELIVERED: EventType[] = ['email.sent', 'email.delivered']
const SUPPRESSED: EventType[] = ['email.suppressed']

/** What happens to an email, in order, unless it is delivered. */
const COURSES: Partial<Record<Behavior, EventType[]>> = {
  bounce: ['email.sent', 'email.bounced'],
  delay: ['email.sent', 'email.delivery_delayed'],
  complain: ['email.sent', 'email.delivered', 'email.complained'],
  lose: ['email.failed'],
}

function ignoreClosing(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
