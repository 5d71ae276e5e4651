import 'server-only'
import { startSession } from '@/lib/auth/current-session'
import { thisDevice } from '@/lib/auth/device'
import { currentSession } from '@/lib/auth/guard'
import { decide, type Situation } from '@/lib/auth/link-decision'
import { type FoundLink, findByToken, type MagicLink } from '@/lib/auth/magic-link'
import { type Pending, pendingCookie } from '@/lib/auth/pending-cookie'
import { isRequestingBrowser, redeemLink } from '@/lib/auth/redeem'
import { isRedeemed, type LiveSession } from '@/lib/auth/session'
import { randomId } from '@/lib/platform/secrets'

/** Where a new link can be sent, and where the visitor was going. */
export type Destination = { email: string; next: string }

export type OpenedLink =
  /** The visitor is signed in, just now or before. */
  | { outcome: 'signed-in'; next: string }
  /** A person has to press the page's button. Nothing was spent. */
  | { outcome: 'ask'; link: MagicLink; isRequestingBrowser: boolean; session?: LiveSession }
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
  const [found, pending, session] = [
    await findByToken(token),
    await pendingCookie.read(),
    await currentSession(),
  ]
  switch (decide(situationOf(found, pending, session, choice))) {
    case 'sign-in':
      if (found.state === 'live') return signIn(found.link, pending, session, choice)
      break
    case 'continue':
      return { outcome: 'signed-in', next: destinationOf(found, pending)?.next ?? '/' }
    case 'ask':
      if (found.state === 'live') return ask(found.link, pending, session)
      break
  }
  return { outcome: 'invalid', reason: await reasonOf(found), sendTo: destinationOf(found, pending), session }
}

function situationOf(
  found: FoundLink,
  pending: Pending | undefined,
  session: LiveSession | undefined,
  choice: Choice | undefined,
): Situation {
  const email = found.state === 'live' ? found.link.email : found.state === 'dead' && found.tombstone.email
  return {
    by: choice ? 'button' : 'visit',
    link: found.state,
    browser: found.state === 'live' && isRequestingBrowser(found.link, pending) ? 'requesting' : 'other',
    session: !session ? 'none' : session.email === email ? 'same-account' : 'other-account',
    namedOtherAccount: session !== undefined && choice?.replaces === session.email,
  }
}

function destinationOf(found: FoundLink, pending: Pending | undefined): Destination | undefined {
  if (found.state === 'live') return found.link
  return found.state === 'dead' ? found.tombstone : pending?.attempt
}

async function reasonOf(found: FoundLink): Promise<InvalidReason> {
  if (found.state === 'unknown') return 'unknown'
  const { attemptId } = found.state === 'live' ? found.link : found.tombstone
  if (await isRedeemed(attemptId)) return 'used'
  return found.state === 'dead' ? found.reason : 'revoked'
}

async function signIn(
  link: MagicLink,
  pending: Pending = { bindingSecret: randomId() },
  session: LiveSession | undefined,
  choice: Choice | undefined,
): Promise<OpenedLink> {
  const device = await thisDevice()
  const remember = choice?.remember ?? pending.attempt?.remember ?? true
  const redeemed = await redeemLink(link, { pending, device, remember })
  if (redeemed.ok) {
    await startSession(redeemed, device)
    return { outcome: 'signed-in', next: redeemed.next }
  }
  if (session?.email === link.email) return { outcome: 'signed-in', next: link.next }
  return { outcome: 'invalid', reason: redeemed.reason, sendTo: link, session }
}

async function ask(
  link: MagicLink,
  pending: Pending | undefined,
  session: LiveSession | undefined,
): Promise<OpenedLink> {
  if (await isRedeemed(link.attemptId)) return { outcome: 'invalid', reason: 'used', sendTo: link, session }
  // A binding secret of its own, so that this browser too may get a lost answer again.
  if (!pending) await pendingCookie.write({ bindingSecret: randomId() })
  return { outcome: 'ask', link, isRequestingBrowser: isRequestingBrowser(link, pending), session }
}
