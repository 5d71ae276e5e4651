import 'server-only'
import { type Attempt, type Link, liveLinks, readAttempt } from '@/lib/auth/attempt'
import { startSession } from '@/lib/auth/current-session'
import { thisDevice } from '@/lib/auth/device'
import { currentSession } from '@/lib/auth/guard'
import { decide } from '@/lib/auth/link-decision'
import { matches, parse } from '@/lib/auth/link-token'
import { type Pending, pendingCookie } from '@/lib/auth/pending-cookie'
import { isRequestingBrowser, redeemLink } from '@/lib/auth/redeem'
import { type LiveSession, whyOver } from '@/lib/auth/session'
import { pendingAttemptIfKnown } from '@/lib/auth/waiting-room'
import { randomId } from '@/lib/platform/secrets'

/** Where a new link can be sent, and where the visitor was going. */
export type Destination = { email: string; next: string }

/** What a page tells about a link. */
export type ShownLink = Pick<Link, 'createdAt' | 'device'> & { email: string }

export type OpenedLink =
  /** The visitor is signed in, just now or before. */
  | { outcome: 'signed-in'; next: string }
  /** A person has to press the page's button. Nothing was spent. */
  | { outcome: 'ask'; link: ShownLink; isRequestingBrowser: boolean; session?: LiveSession }
  | { outcome: 'invalid'; reason: InvalidReason; sendTo?: Destination; session?: LiveSession }

export type InvalidReason = 'expired' | 'used' | 'revoked' | 'too-many-tries' | 'unknown'

/** What the button of the link's page sends. */
export type Choice = { remember: boolean /** The account that the page named. */; replaces: unknown }

/**
 * Opens a magic link in this browser. For handlers.
 *
 * @param choice left out for a visit, which only the requesting browser can sign in with
 * @throws when Redis or the database can't be reached. The link still works then.
 */
export async function openLink(token: string, choice?: Choice): Promise<OpenedLink> {
  const found = await findLink(token)
  const session = await currentSession()
  if (found.state === 'unknown') {
    return { outcome: 'invalid', reason: 'unknown', sendTo: await pendingAttemptIfKnown(), session }
  }
  const { attempt } = found
  const pending = await pendingCookie.read()
  const decision = decide({
    by: choice ? 'button' : 'visit',
    link: found.state,
    browser: isRequestingBrowser(attempt, pending) ? 'requesting' : 'other',
    session: !session ? 'none' : session.email === attempt.email ? 'same-account' : 'other-account',
    namedOtherAccount: session !== undefined && choice?.replaces === session.email,
  })
  if (decision === 'continue') return { outcome: 'signed-in', next: attempt.next }
  if (found.state === 'dead') {
    const over = await whyOver(attempt.id, attempt.email, found.link.createdAt)
    const reason = over ?? (attempt.ended ? 'too-many-tries' : 'expired')
    return { outcome: 'invalid', reason, sendTo: attempt, session }
  }
  return decision === 'sign-in' ? signIn(found, pending, session, choice) : ask(found, pending, session)
}

type LiveLink = { state: 'live'; attempt: Attempt; link: Link }
export type FoundLink = LiveLink | { state: 'dead'; attempt: Attempt; link: Link } | { state: 'unknown' }

/**
 * What a link's token proves: a live link, a dead one, or nothing (mistyped, tampered with, or long
 * ago). Spends nothing. @throws when Redis can't be reached.
 */
export async function findLink(token: string): Promise<FoundLink> {
  const parsed = parse(token)
  const attempt = parsed && (await readAttempt(parsed.id))
  if (!parsed || !attempt) return { state: 'unknown' }
  const link = attempt.links.find(({ secretHash }) => matches(parsed, secretHash))
  if (!link) return { state: 'unknown' }
  return { state: liveLinks(attempt).includes(link) ? 'live' : 'dead', attempt, link }
}

async function signIn(
  { attempt, link }: LiveLink,
  pending: Pending = { bindingSecret: randomId() },
  session: LiveSession | undefined,
  choice: Choice | undefined,
): Promise<OpenedLink> {
  const device = await thisDevice()
  const redeemed = await redeemLink(attempt, link, { pending, device, remember: choice?.remember })
  if (redeemed.ok) {
    await startSession(redeemed)
    return { outcome: 'signed-in', next: redeemed.next }
  }
  if (session?.email === attempt.email) return { outcome: 'signed-in', next: attempt.next }
  return { outcome: 'invalid', reason: redeemed.reason, sendTo: attempt, session }
}

async function ask(
  { attempt, link }: LiveLink,
  pending: Pending | undefined,
  session: LiveSession | undefined,
): Promise<OpenedLink> {
  const reason = await whyOver(attempt.id, attempt.email, link.createdAt)
  if (reason) return { outcome: 'invalid', reason, sendTo: attempt, session }
  // A binding secret of its own, so that this browser too may get a lost answer again.
  if (!pending) await pendingCookie.write({ bindingSecret: randomId() }, undefined, 'browser-session')
  const { email } = attempt
  const { createdAt, device } = link
  return {
    outcome: 'ask',
    link: { email, createdAt, device },
    isRequestingBrowser: isRequestingBrowser(attempt, pending),
    session,
  }
}
