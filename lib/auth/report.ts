import 'server-only'
import { recordEvent } from '@/lib/auth/events'
import { endSessionsOf } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { keyedHashes, sameHash } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'

/** How long the link of a mail about a new browser works. */
export const NOT_ME_LIFETIME = days(7)

/** Keyed, and of a purpose of its own: it needs no place to be stored in, and nobody can make one from a session's id. */
const signature = (sessionId: string) => keyedHashes('not-me link', sessionId)

/** The link that ends that session, and all others of its user, without a sign-in. */
export const notMeUrl = (sessionId: string) =>
  `${env().appUrl}/report-sign-in/${sessionId}${signature(sessionId)[0]}`

export type Disowned = { userId: string; email: string; sessionId: string; device: string; at: number }

/** The sign-in that a link's token speaks of; undefined where it is no token of ours, too old, or used. Spends nothing. */
export async function findDisowned(token: string): Promise<Disowned | undefined> {
  const [, sessionId, given] = /^([\w-]{22})([\w-]{43})$/.exec(token) ?? []
  if (!sessionId || !given || !signature(sessionId).some((good) => sameHash(good, given))) return undefined
  const session = await db().session.findUnique({ where: { id: sessionId }, include: { user: true } })
  if (!session || Date.now() - session.createdAt.getTime() >= NOT_ME_LIFETIME) return undefined
  const { userId, device, createdAt, user } = session
  const used = await db().event.count({ where: { userId, kind: 'disowned', detail: sessionId } })
  return used > 0 ? undefined : { userId, email: user.email, sessionId, device, at: createdAt.getTime() }
}

/** Ends all sessions of whoever says that this sign-in wasn't theirs. */
export async function disown({ userId, sessionId }: Disowned): Promise<void> {
  await endSessionsOf(userId, 'not-me')
  await recordEvent({ id: userId }, { kind: 'disowned', detail: sessionId })
}
