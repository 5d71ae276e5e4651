import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { EventType, Mail, MailEvent } from '../mailbox/mail'
import type { Mailbox } from '../mailbox/store'
import type { Behaviour } from './behaviour'
import { payloadOf } from './payload'
import { postEvent, type Webhook } from './webhook'

const STEP = 300

export type Deliveries = { start(mail: Mail, behaviour: Behaviour): void; close(): void }

/**
 * Plays what becomes of a mail after it was accepted, writes it beside the mail, and tells the application.
 * Nobody waits for it, and nothing that goes wrong in it reaches the sender.
 */
export function createDeliveries(mailbox: Mailbox, webhook: Webhook | undefined): Deliveries {
  const closing = new AbortController()
  const { signal } = closing
  setMaxListeners(0, signal)

  const play = async (mail: Mail, behaviour: Behaviour) => {
    for (const [step, type] of course(behaviour).entries()) {
      await wait(step === 0 ? 0 : STEP, undefined, { signal })
      // One piece of news doesn't wait for the last one's retries: as in earnest, they may arrive out of order.
      happen(mail, type).catch(ignoreClosing)
    }
  }

  const happen = async (mail: Mail, type: EventType) => {
    const at = new Date().toISOString()
    const url = webhook?.url()
    const event: MailEvent = { type, at, news: webhook && url ? 'on its way' : 'unsent' }
    mailbox.change(mail.id, (now) => ({ ...now, events: [...now.events, event] }))
    if (!webhook || !url) return
    const taken = await postEvent(url, webhook.secret, payloadOf(mail, type, at), signal)
    const known: MailEvent = taken.ok
      ? { ...event, news: 'taken' }
      : { ...event, news: 'refused', problem: taken.problem }
    mailbox.change(mail.id, (now) => ({
      ...now,
      events: now.events.map((before) => (before.type === type ? known : before)),
    }))
  }

  return {
    start: (mail, behaviour) => void play(mail, behaviour).catch(ignoreClosing),
    close: () => closing.abort(),
  }
}

/** What happens to a mail, in order. A request may go wrong in other ways, and the mail still arrive. */
function course(behaviour: Behaviour): EventType[] {
  switch (behaviour) {
    case 'bounce':
      return ['email.sent', 'email.bounced']
    case 'delay':
      return ['email.sent', 'email.delivery_delayed']
    case 'complain':
      return ['email.sent', 'email.delivered', 'email.complained']
    default:
      return ['email.sent', 'email.delivered']
  }
}

function ignoreClosing(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
