import 'server-only'
import type { AddressChange, Event, Session } from '@/generated/prisma/client'
import type { EventKind } from '@/lib/auth/events'
import type { EndReason } from '@/lib/auth/session'
import { ABSOLUTE_LIFETIME, timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import type { MailContents } from '@/lib/email/send'
import { db } from '@/lib/platform/db'
import { days } from '@/lib/platform/time'

/** How long what happened is shown and kept. No session lives a third as long. */
export const KEPT = days(90)

const PAGE = 50

export type What =
  | 'signed in'
  | 'signed in, new browser'
  | `session ended: ${EndReason | 'ran-out'}`
  | `mail: ${MailContents['kind']}`
  | `address: ${'asked' | 'confirmed' | 'stopped' | 'taken-back'}`
  | Exclude<EventKind, 'mail-sent'>

export type Happening = { at: Date; what: What; device?: string; network?: string; newEmail?: string }

/**
 * What happened to an account, newest first, in pages of 50.
 * @param before only what happened earlier: `older` of the page before this one
 * @returns `older` where there is more
 */
export async function activityOf(
  userId: string,
  before = new Date(Date.now() + 1),
): Promise<{ happenings: Happening[]; older?: Date }> {
  const since = new Date(Date.now() - KEPT)
  const [sessions, changes, events] = await Promise.all([
    // Few, since each cost a mail, and one may have begun long before it ended.
    db().session.findMany({
      where: { userId, createdAt: { gte: new Date(since.getTime() - ABSOLUTE_LIFETIME) } },
    }),
    db().addressChange.findMany({ where: { userId } }),
    db().event.findMany({
      where: { userId, at: { gte: since, lt: before } },
      orderBy: { at: 'desc' },
      take: PAGE + 1,
    }),
  ])
  return onePage(
    merge({ sessions, changes, events }).filter(({ at }) => at >= since && at < before),
    PAGE,
  )
}

/** What the rows of an account tell, newest first. */
export function merge(rows: { sessions: Session[]; changes: AddressChange[]; events: Event[] }): Happening[] {
  return [
    ...rows.sessions.flatMap(ofSession),
    ...rows.changes.flatMap(ofChange),
    ...rows.events.map(ofEvent),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** The first `size`, and what happened in the same moment as the last of them, or the next page would miss it. */
export function onePage(happenings: Happening[], size: number): { happenings: Happening[]; older?: Date } {
  const last = happenings[size - 1]?.at
  const rest = last ? happenings.findIndex(({ at }) => at < last) : -1
  return rest === -1 ? { happenings } : { happenings: happenings.slice(0, rest), older: last }
}

function ofSession(row: Session): Happening[] {
  const { device, network, createdAt, isNewBrowser } = row
  const signedIn: Happening = {
    at: createdAt,
    what: isNewBrowser ? 'signed in, new browser' : 'signed in',
    device,
    network,
  }
  const left = timeLeft(timesOf(row))
  if (row.endedAt) {
    const reason = row.endReason as EndReason
    return [signedIn, { at: row.endedAt, what: `session ended: ${reason}`, device }]
  }
  if (left > 0) return [signedIn]
  return [signedIn, { at: new Date(Date.now() + left), what: 'session ended: ran-out', device }]
}

function ofChange({ createdAt, confirmedAt, stoppedAt, newEmail, device, network }: AddressChange) {
  const happenings: Happening[] = [{ at: createdAt, what: 'address: asked', newEmail, device, network }]
  if (confirmedAt) happenings.push({ at: confirmedAt, what: 'address: confirmed', newEmail })
  if (stoppedAt) {
    happenings.push({
      at: stoppedAt,
      what: confirmedAt ? 'address: taken-back' : 'address: stopped',
      newEmail,
    })
  }
  return happenings
}

// `detail` is the mail's kind or a session's id, and only the former is shown.
function ofEvent({ at, kind, detail, device, network }: Event): Happening {
  const what = kind === 'mail-sent' ? `mail: ${detail}` : kind
  return { at, what: what as What, device: device ?? undefined, network: network ?? undefined }
}
