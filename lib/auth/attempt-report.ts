import 'server-only'
import { z } from 'zod'
import {
  type Attempt,
  attemptKey,
  EMAIL_STATES,
  fieldOf,
  liveLinks,
  parseAttempt,
  toFields,
} from '@/lib/auth/attempt'
import { referenceOf } from '@/lib/auth/attempt-reference'
import { type Visits, visitsIn } from '@/lib/auth/link-visit'
import { whyOver } from '@/lib/auth/session'
import { browserAt } from '@/lib/copy/words'
import { db } from '@/lib/platform/db'
import { redis } from '@/lib/platform/redis'

/** What happened to an attempt's n-th link, or to the attempt. Times in milliseconds. */
export type AttemptEvent = { at: number; n?: number } & (
  | { type: 'requested'; device: string }
  | { type: 'suppressed' | (typeof EMAIL_STATES)[number] }
  | { type: 'opened'; by: Visits['by']; device?: string; times: number }
  | { type: 'redeemed'; device: string }
  | { type: 'session-ended'; reason: string }
)

/** The life of an attempt, for operators: no address, no secret, and nothing that opens anything. */
export type AttemptReport = {
  id: string
  /** The oldest first. */
  events: AttemptEvent[]
  /** Why its links no longer work; undefined while the newest does. */
  over?: 'used' | 'revoked' | 'moved' | 'too-many-tries' | 'expired'
}

/**
 * The report on the attempt of that reference, if it is still remembered. Looks through all of
 * Redis: for an operator's command, not for a visitor's request.
 * @throws when Redis or the database can't be reached.
 */
export async function reportAttempt(reference: string): Promise<AttemptReport | undefined> {
  const id = await findId(reference)
  const fields = toFields(id && (await redis().hgetall(attemptKey(id))))
  const attempt = id && parseAttempt(id, Object.entries(fields).flat())
  if (!attempt) return undefined
  const events = [...eventsOfLinks(attempt, fields), ...visitEvents(fields), ...(await sessionEvents(id))]
  return { id, events: events.toSorted((a, b) => a.at - b.at), over: await whyItIsOver(attempt) }
}

const Page = z.tuple([z.string(), z.array(z.string())])

/** Redis' own limit of what it looks at in one call would be 10. */
const KEYS_PER_CALL = 1000

async function findId(reference: string): Promise<string | undefined> {
  const prefix = attemptKey('')
  let cursor = '0'
  do {
    const reply = await redis().scan(cursor, { match: `${prefix}*`, count: KEYS_PER_CALL })
    const [next, keys] = Page.parse(reply)
    const id = keys.map((key) => key.slice(prefix.length)).find((each) => referenceOf(each) === reference)
    if (id) return id
    cursor = next
  } while (cursor !== '0')
  return undefined
}

function eventsOfLinks({ links }: Attempt, fields: Record<string, string>): AttemptEvent[] {
  return links.flatMap(({ n, createdAt, device }) => {
    const noted = (['suppressed', ...EMAIL_STATES] as const).flatMap((type) => {
      const at = Number(fields[fieldOf(type, n)])
      return at > 0 ? [{ type, at, n }] : []
    })
    // To its visitor, a suppressed email seems to be accepted.
    const isSuppressed = noted.some(({ type }) => type === 'suppressed')
    const told = noted.filter(({ type }) => !(isSuppressed && type === 'accepted'))
    return [{ type: 'requested', at: createdAt, n, device } as const, ...told]
  })
}

const visitEvents = (fields: Record<string, string>): AttemptEvent[] =>
  visitsIn(fields).map((visits) => ({ type: 'opened', ...visits }))

async function sessionEvents(attemptId: string): Promise<AttemptEvent[]> {
  const session = await db().session.findUnique({
    where: { attemptId },
    select: { createdAt: true, device: true, network: true, endedAt: true, endReason: true },
  })
  if (!session) return []
  const { createdAt, device, network, endedAt, endReason } = session
  const where = browserAt(device, network)
  const redeemed = { type: 'redeemed', at: createdAt.getTime(), device: where } as const
  if (!endedAt) return [redeemed]
  return [redeemed, { type: 'session-ended', at: endedAt.getTime(), reason: endReason ?? '?' }]
}

async function whyItIsOver(attempt: Attempt): Promise<AttemptReport['over']> {
  const newest = attempt.links.at(-1) ?? attempt.links[0]
  const why = await whyOver(attempt.id, attempt.email, newest.createdAt)
  if (why) return why
  if (attempt.ended) return 'too-many-tries'
  return liveLinks(attempt).length > 0 ? undefined : 'expired'
}
