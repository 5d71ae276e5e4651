import 'server-only'
import type { EmailChange, Event, Session } from '@/generated/prisma/client'
import type { EventType } from '@/lib/auth/events'
import type { EndReason } from '@/lib/auth/session'
import { ABSOLUTE_LIFETIME, timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import type { Email } from '@/lib/email/send'
import { db } from '@/lib/platform/db'
import { days } from '@/lib/platform/time'

/** How long activity is kept and shown: three times as long as the longest session. */
export const RETENTION = days(90)

const PAGE_SIZE = 50

export type ActivityType =
  | 'signed in'
  | 'signed in, new device'
  | `session ended: ${EndReason | 'expired'}`
  | `email: ${Email['kind']}`
  | `email change: ${'requested' | 'confirmed' | 'canceled' | 'undone'}`
  | Exclude<EventType, 'email-sent'>

/** What a visitor can look at alone. */
export const ACTIVITY_FILTERS = ['sign-ins', 'emails', 'changes'] as const
export type ActivityFilter = (typeof ACTIVITY_FILTERS)[number]

/** The events of each. Sessions and email changes have rows of their own. */
const EVENTS: Record<ActivityFilter, EventType[]> = {
  'sign-ins': ['wrong-code', 'reported'],
  emails: ['email-sent'],
  changes: ['exported', 'disabled', 'enabled'],
}

export type ActivityItem = {
  at: Date
  type: ActivityType
  device?: string
  network?: string
  newEmail?: string
}

/**
 * What happened to an account, newest first, in pages of 50.
 * @param about.before only earlier items: `older` of the page before this one
 * @param about.filter only these
 * @returns `older` if there are more
 */
export async function readActivity(
  userId: string,
  { before = new Date(Date.now() + 1), filter }: { before?: Date; filter?: ActivityFilter } = {},
): Promise<{ items: ActivityItem[]; older?: Date }> {
  const since = new Date(Date.now() - RETENTION)
  const [sessions, changes, events] = await Promise.all([
    // Few, because each cost an email; and one may have begun long before it ended.
    isShown('sign-ins', filter)
      ? db().session.findMany({
          where: { userId, createdAt: { gte: new Date(since.getTime() - ABSOLUTE_LIFETIME) } },
        })
      : [],
    isShown('changes', filter) ? db().emailChange.findMany({ where: { userId } }) : [],
    db().event.findMany({
      where: { userId, at: { gte: since, lt: before }, type: filter && { in: EVENTS[filter] } },
      orderBy: { at: 'desc' },
      take: PAGE_SIZE + 1,
    }),
  ])
  const items = merge({ sessions, changes, events }).filter(({ at }) => at >= since && at < before)
  return paginate(items, PAGE_SIZE)
}

const isShown = (kind: ActivityFilter, filter: ActivityFilter | undefined) =>
  filter === undefined || filter === kind

/** What the rows of an account tell, newest first. */
export function merge(rows: {
  sessions: Session[]
  changes: EmailChange[]
  events: Event[]
}): ActivityItem[] {
  return [
    ...rows.sessions.flatMap(ofSession),
    ...rows.changes.flatMap(ofChange),
    ...rows.events.map(ofEvent),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** The first `size` items, and others of the last one's moment: the next page would miss them. */
export function paginate(items: ActivityItem[], size: number): { items: ActivityItem[]; older?: Date } {
  const last = items[size - 1]?.at
  const rest = last ? items.findIndex(({ at }) => at < last) : -1
  return rest === -1 ? { items } : { items: items.slice(0, rest), older: last }
}

function ofSession(row: Session): ActivityItem[] {
  const { device, network, createdAt, isNewDevice } = row
  const type = isNewDevice ? 'signed in, new device' : 'signed in'
  const signedIn: ActivityItem = { at: createdAt, type, device, network }
  if (row.endedAt) {
    const reason = row.endReason as EndReason
    return [signedIn, { at: row.endedAt, type: `session ended: ${reason}`, device }]
  }
  const left = timeLeft(timesOf(row))
  if (left > 0) return [signedIn]
  return [signedIn, { at: new Date(Date.now() + left), type: 'session ended: expired', device }]
}

function ofChange({ createdAt, confirmedAt, canceledAt, device, network, ...row }: EmailChange) {
  // Empty once that address's own account is deleted.
  const newEmail = row.newEmail || undefined
  const items: ActivityItem[] = [
    { at: createdAt, type: 'email change: requested', newEmail, device, network },
  ]
  if (confirmedAt) items.push({ at: confirmedAt, type: 'email change: confirmed', newEmail })
  if (canceledAt) {
    const type = confirmedAt ? 'email change: undone' : 'email change: canceled'
    items.push({ at: canceledAt, type, newEmail })
  }
  return items
}

// `detail` is the email's kind or a session's id. Only the kind is shown.
function ofEvent({ at, type, detail, device, network }: Event): ActivityItem {
  const shown = type === 'email-sent' ? `email: ${detail}` : type
  return { at, type: shown as ActivityType, device: device ?? undefined, network: network ?? undefined }
}
