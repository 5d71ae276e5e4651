import 'server-only'
import { type Attempt, type Link, liveLinks, readAttempt } from '@/lib/auth/attempt'
import { referenceOf } from '@/lib/auth/attempt-reference'
import { startSession } from '@/lib/auth/current-session'
import { thisDevice } from '@/lib/auth/device'
import { currentSession } from '@/lib/auth/guard'
import { decide } from '@/lib/auth/link-decision'
import { matches, parse } from '@/lib/auth/link-token'
import { readForVisit, thisVisitor, type Visitor } from '@/lib/auth/link-visit'
import { findMove, type Move } from '@/lib/auth/moved-address'
import { hasNoPendingCookie } from '@/lib/auth/no-cookie'
import { type Pending, pendingCookie } from '@/lib/auth/pending-cookie'
import { isRequestingBrowser, redeemLink } from '@/lib/auth/redeem'
import { HOME } from '@/lib/auth/return-path'
import { type LiveSession, whyOver } from '@/lib/auth/session'
import { pendingAttemptIfKnown } from '@/lib/auth/waiting-room'
import type { Language } from '@/lib/copy'
import { log } from '@/lib/platform/log'
import { hash, randomId } from '@/lib/platform/secrets'

/** What a new link can be requested with, from the page of a dead one. */
export type Destination = { email: string; next: string; remember: boolean }

/** What a page tells about a link. */
export type ShownLink = Pick<Link, 'createdAt' | 'device'> & { email: string }

/** `language`: of the email that the link came in. */
export type OpenedLink = { language?: Language } & Opened

type Opened =
  /** The visitor is signed in, just now or before. */
  | { outcome: 'signed-in'; next: string }
  /** A person has to press the page's button. Nothing was spent. */
  | {
      outcome: 'ask'
      link: ShownLink
      isRequestingBrowser: boolean
      /** How "Keep me signed in" begins. */
      remember: boolean
      /** The browser hasn't kept the page's cookie, and so wouldn't keep a session. */
      keepsNoCookie: boolean
      session?: LiveSession
    }
  | {
      outcome: 'invalid'
      reason: InvalidReason
      sendTo?: Destination
      session?: LiveSession
      /** What a support desk finds the attempt by, if it is known which one it was. */
      reference?: string
    }
  /** The address's account has another one now. Nothing was spent, and the change can be undone. */
  | { outcome: 'moved'; email: string; move: Move }

export type InvalidReason = 'expired' | 'used' | 'revoked' | 'too-many-tries' | 'unknown'

/** What the button of the link's page sends. */
export type Choice = {
  remember: boolean
  /** The account that the page named. */
  replaces: unknown
  /** The form says that its page has set a cookie. A program's own form doesn't. */
  expectsCookie?: boolean
}

/**
 * Opens a magic link in this browser. For handlers.
 *
 * @param choice left out for a visit, which only the requesting browser can sign in with
 * @throws when Redis or the database can't be reached. The link still works then.
 */
export async function openLink(token: string, choice?: Choice): Promise<OpenedLink> {
  const opened = await open(token, choice)
  if (opened.outcome !== 'invalid') return opened
  // Made-up tokens aren't worth a line: anyone can send a million.
  const attempt = parse(token)?.id
  if (attempt) log.info('link.refused', { attempt, reason: opened.reason })
  return opened
}

async function open(token: string, choice?: Choice): Promise<OpenedLink> {
  const pending = await pendingCookie.read()
  const found = await findLink(token, choice ? undefined : await thisVisitor(pending))
  const session = await currentSession()
  if (found.state === 'unknown') {
    const sendTo = await pendingAttemptIfKnown()
    // Forgotten or cut off, the link itself or this browser may still name its attempt.
    const id = parse(token)?.id ?? sendTo?.id
    const reference = id && referenceOf(id)
    return { outcome: 'invalid', reason: 'unknown', sendTo, session, reference }
  }
  const isRequesting = isRequestingBrowser(found.attempt, pending)
  const seen = isRequesting ? found : withoutChoices(found)
  const { attempt, link } = seen
  const decision = decide({
    by: choice ? 'button' : 'visit',
    link: seen.state,
    browser: isRequesting ? 'requesting' : 'other',
    session: !session ? 'none' : session.email === attempt.email ? 'same-account' : 'other-account',
    namedOtherAccount: session !== undefined && choice?.replaces === session.email,
  })
  if (decision === 'continue') return { outcome: 'signed-in', next: attempt.next }
  if (seen.state === 'dead') {
    const why = await whyOver(attempt.id, attempt.email, link.createdAt)
    // A dead link proves nothing now. A new one says that the account has moved.
    const over = why === 'moved' ? undefined : why
    const reason = over ?? (attempt.ended ? 'too-many-tries' : 'expired')
    const reference = referenceOf(attempt.id)
    const { language } = link
    return { outcome: 'invalid', reason, sendTo: destination(seen), session, reference, language }
  }
  // The link would be used up, and the browser wouldn't keep the session.
  const keepsNoCookie = choice?.expectsCookie === true && !session && (await hasNoPendingCookie())
  if (decision === 'sign-in' && !keepsNoCookie) return signIn(seen, pending, session, choice)
  return ask(seen, pending, session, keepsNoCookie)
}

type LiveLink = { state: 'live'; attempt: Attempt; link: Link }
type FoundAttempt = LiveLink | { state: 'dead'; attempt: Attempt; link: Link }
export type FoundLink = FoundAttempt | { state: 'unknown' }

/**
 * What a link's token proves: a live link, a dead one, or nothing (mistyped, tampered with, or long
 * ago). Spends nothing. @throws when Redis can't be reached.
 *
 * @param visitor who opens it, to be noted in the attempt
 */
export async function findLink(token: string, visitor?: Visitor): Promise<FoundLink> {
  const parsed = parse(token)
  const attempt =
    parsed &&
    (await (visitor ? readForVisit(parsed.id, hash(parsed.secret), visitor) : readAttempt(parsed.id)))
  if (!parsed || !attempt) return { state: 'unknown' }
  const link = attempt.links.find(({ secretHash }) => matches(parsed, secretHash))
  if (!link) return { state: 'unknown' }
  return { state: liveLinks(attempt).includes(link) ? 'live' : 'dead', attempt, link }
}

/**
 * What another browser gets of it. The requester chose where to go and whether to stay signed in for
 * their own browser: a stranger with their link must not land on the page that deletes an account,
 * and a robot that presses the button must not stay signed in.
 */
export function withoutChoices<Found extends FoundAttempt>(found: Found): Found {
  return {
    ...found,
    attempt: { ...found.attempt, next: HOME },
    link: { ...found.link, remember: false },
  }
}

const destination = ({ attempt: { email, next }, link: { remember } }: FoundAttempt): Destination => ({
  email,
  next,
  remember,
})

async function signIn(
  found: LiveLink,
  pending: Pending = { bindingSecret: randomId() },
  session: LiveSession | undefined,
  choice: Choice | undefined,
): Promise<OpenedLink> {
  const { attempt, link } = found
  const device = await thisDevice()
  const redeemed = await redeemLink(attempt, link, { pending, device, remember: choice?.remember })
  if (redeemed.ok) {
    await startSession(redeemed, 'link')
    return { outcome: 'signed-in', next: redeemed.next }
  }
  if (session?.email === attempt.email) return { outcome: 'signed-in', next: attempt.next }
  return refused(redeemed.reason, found, session)
}

/** Why a live link signed no one in. */
async function refused(
  reason: 'used' | 'revoked' | 'moved',
  found: LiveLink,
  session: LiveSession | undefined,
): Promise<OpenedLink> {
  const { id, email } = found.attempt
  const { language } = found.link
  const move = reason === 'moved' ? await findMove(email) : undefined
  if (move) return { outcome: 'moved', email, move, language }
  return {
    outcome: 'invalid',
    reason: reason === 'moved' ? 'revoked' : reason,
    sendTo: destination(found),
    session,
    reference: referenceOf(id),
    language,
  }
}

async function ask(
  found: LiveLink,
  pending: Pending | undefined,
  session: LiveSession | undefined,
  keepsNoCookie: boolean,
): Promise<OpenedLink> {
  const { attempt, link } = found
  const reason = await whyOver(attempt.id, attempt.email, link.createdAt)
  if (reason) return refused(reason, found, session)
  // A binding secret of its own, so that this browser too may get a lost answer again.
  if (!pending) await pendingCookie.write({ bindingSecret: randomId() }, undefined, 'browser-session')
  const { email } = attempt
  const { createdAt, device, remember, language } = link
  return {
    outcome: 'ask',
    link: { email, createdAt, device },
    isRequestingBrowser: isRequestingBrowser(attempt, pending),
    remember,
    keepsNoCookie,
    session,
    language,
  }
}
