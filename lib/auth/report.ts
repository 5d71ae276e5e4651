import 'server-only'
import { recordingEvent } from '@/lib/auth/events'
import { format, matches, parse } from '@/lib/auth/link-token'
import { revokeAccess } from '@/lib/auth/revoke-access'
import { linkUrl } from '@/lib/http/link-url'
import { db } from '@/lib/platform/db'
import { hash, keyedHashes } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'

/** How long the "This wasn't me" link of a new device's email works. */
export const REPORT_LIFETIME = days(7)

// Keyed, with a purpose of its own: it doesn't have to be stored, and an attacker who knows a
// session's id can't make one. It names the address, too: after an email change, the old mailbox
// reports nothing more, and learns no new address from the page.
const signatures = (sessionId: string, email: string) => keyedHashes('report link', `${sessionId} ${email}`)

/** The link that ends that session of that address, and all others of its user, without a sign-in. */
export const reportUrl = (sessionId: string, email: string) =>
  linkUrl('report-sign-in', format(sessionId, signatures(sessionId, email)[0]))

export type SignInToReport = {
  userId: string
  email: string
  sessionId: string
  device: string
  /** Milliseconds since 1970. */
  at: number
}

/**
 * The sign-in that a token names; undefined if it is forged, too old or used, or the account's
 * address isn't the one that got it. Spends nothing.
 */
export async function findSignInToReport(token: string): Promise<SignInToReport | undefined> {
  const parsed = parse(token)
  if (!parsed) return undefined
  const session = await db().session.findUnique({ where: { id: parsed.id }, include: { user: true } })
  if (!session || Date.now() - session.createdAt.getTime() >= REPORT_LIFETIME) return undefined
  const { id: sessionId, userId, device, createdAt, user } = session
  if (!signatures(sessionId, user.email).some((signature) => matches(parsed, hash(signature))))
    return undefined
  const used = await db().event.count({ where: { userId, type: 'reported', detail: sessionId } })
  if (used > 0) return undefined
  return { userId, email: user.email, sessionId, device, at: createdAt.getTime() }
}

/** Revokes all access to an account whose owner says that this sign-in wasn't theirs. */
export async function reportSignIn({ userId, email, sessionId }: SignInToReport): Promise<void> {
  await revokeAccess({ id: userId, email }, 'reported', {}, [
    recordingEvent({ id: userId }, { type: 'reported', detail: sessionId }),
  ])
}
