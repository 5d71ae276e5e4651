import 'server-only'
import { after } from 'next/server'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { timedId } from '@/lib/platform/secrets'

/** What happened to an account and isn't told by the rows of its sessions and email changes. */
export type EventType =
  /** `detail` is the email's kind. */
  | 'email-sent'
  | 'wrong-code'
  /** "This wasn't me": `detail` is the session's id. */
  | 'reported'
  | 'exported'
  | 'disabled'
  | 'enabled'

type Owner = { id: string } | { email: string }
type Event = {
  type: EventType
  detail?: string
  device?: string
  network?: string
  /** When it happened, if that isn't now. */
  at?: Date
}

/**
 * Records what happened to a user, if there was one when it happened. Never a code, a token or another person's
 * address. What a stranger's request leads to is recorded after the response: otherwise its time
 * would tell who has an account.
 */
export async function recordEvent(owner: Owner, event: Event): Promise<void> {
  await recordingEvent(owner, event)
}

/** The same as a step of a transaction. */
export function recordingEvent(owner: Owner, event: Event) {
  const { type, detail = null, device = null, network = null, at = new Date() } = event
  const isOwner = 'id' in owner ? Prisma.sql`"id" = ${owner.id}` : Prisma.sql`"email" = ${owner.email}`
  return db().$executeRaw`
    INSERT INTO "Event" ("id", "userId", "at", "type", "detail", "device", "network")
    SELECT ${timedId()}, "id", ${at}, ${type}, ${detail}, ${device}, ${network}
    FROM "User" WHERE ${isOwner} AND "createdAt" <= ${at}`
}

/**
 * `recordEvent` after the response, for actions and handlers. Never throws: failures are logged.
 */
export function recordAfterResponse(owner: Owner, event: Event): void {
  const now = { at: new Date(), ...event }
  after(() =>
    recordEvent(owner, now).catch((error) => log.error('event.record_failed', error, { type: event.type })),
  )
}
