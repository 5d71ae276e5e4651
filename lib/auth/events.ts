import 'server-only'
import { after } from 'next/server'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { randomId } from '@/lib/platform/secrets'

/** What happened to an account and isn't told by the rows of its sessions and changes of address. */
export type EventKind =
  /** `detail` is the mail's kind. */
  | 'mail-sent'
  | 'wrong-code'
  /** "This wasn't me": `detail` is the session's id. */
  | 'disowned'
  | 'exported'
  | 'disabled'
  | 'enabled'

/**
 * Writes down what happened to a user; nothing where there is none. Never a code, a token or somebody else's address in
 * it. What a stranger's request leads to is recorded after the answer, or its time would tell who has an account.
 */
export async function recordEvent(
  whose: { id: string } | { email: string },
  event: { kind: EventKind; detail?: string; device?: string; network?: string },
): Promise<void> {
  const { kind, detail = null, device = null, network = null } = event
  const theirs = 'id' in whose ? Prisma.sql`"id" = ${whose.id}` : Prisma.sql`"email" = ${whose.email}`
  await db().$executeRaw`
    INSERT INTO "Event" ("id", "userId", "at", "kind", "detail", "device", "network")
    SELECT ${randomId()}, "id", ${new Date()}, ${kind}, ${detail}, ${device}, ${network} FROM "User" WHERE ${theirs}`
}

/** The same after the answer, for actions and handlers: what can't be written down then is told by the log alone. */
export function recordLater(...about: Parameters<typeof recordEvent>): void {
  after(() =>
    recordEvent(...about).catch((error) => log.error('event not recorded', error, { kind: about[1].kind })),
  )
}
