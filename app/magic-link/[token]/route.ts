import {
  confirmPage,
  invalidPage,
  LINK_HEADERS,
  notSentPage,
  unavailablePage,
} from '@/app/magic-link/[token]/document'
import { isOwnOrigin } from '@/lib/http/origin'
import { isLookAhead } from '@/lib/http/prefetch'
import { log } from '@/lib/log'
import { randomId } from '@/lib/secrets'
import { beginSession } from '@/lib/session/begin'
import { currentSession } from '@/lib/session/guard'
import { isClaimed, type LiveSession } from '@/lib/session/store'
import { keepPending, readPending, requestLinkHere } from '@/lib/sign-in/asking'
import { type Challenge, type Found, findByToken } from '@/lib/sign-in/challenge'
import { claimWithLink, isAskingBrowser } from '@/lib/sign-in/claim'
import type { Pending } from '@/lib/sign-in/pending-cookie'
import { errors, signInForm } from '@/lib/texts'
import { inMinutes, inSeconds } from '@/lib/time'

type Context = RouteContext<'/magic-link/[token]'>

/** Signs in the browser that asked. Anywhere else it only shows a page: GET spends nothing there (ASVS 3.5.3). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  if (isLookAhead(request.headers)) return new Response(null, { status: 204, headers: LINK_HEADERS })
  return orUnavailable(async () => {
    const found = await findByToken((await params).token)
    const [pending, session] = [await readPending(), await currentSession()]
    if (found.state !== 'live') return deadLink(found, pending, session)

    const { challenge } = found
    if (session?.email === challenge.email) return redirectTo(challenge.next)
    if (isAskingBrowser(challenge, pending) && !session) return signIn(challenge, pending)
    if (await isClaimed(challenge.attemptId)) return invalidPage('used', challenge, session)
    // Gives this browser a secret of its own, so that it too may have a lost answer again. One that it has stays.
    if (!pending) await keepPending({ browser: randomId() })
    return confirmPage(challenge, isAskingBrowser(challenge, pending), session)
  })
}

/** The pages' buttons: sign in here after all, or send a new mail. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return new Response(`${errors.foreign}\n`, { status: 403, headers: LINK_HEADERS })
  const form = await request.formData().catch(() => undefined)
  if (!form) return invalidPage('unknown', undefined, undefined)
  return orUnavailable(async () => {
    if (form.get('intent') === 'send') return sendAgain(form)
    const found = await findByToken((await params).token)
    const [pending, session] = [await readPending(), await currentSession()]
    if (found.state !== 'live') return deadLink(found, pending, session)
    // Another account is signed in here: only a form that said so may replace it.
    const { challenge } = found
    if (session?.email === challenge.email) return redirectTo(challenge.next)
    if (session && form.get('replaces') !== session.email) {
      return confirmPage(challenge, isAskingBrowser(challenge, pending), session)
    }
    return signIn(challenge, pending ?? { browser: randomId() })
  })
}

// Next would answer HEAD with GET's handler, and OPTIONS by itself. Scanners send both.
export const HEAD = () => new Response(null, { status: 200, headers: LINK_HEADERS })
const notAllowed = () =>
  new Response(null, { status: 405, headers: { ...LINK_HEADERS, Allow: 'GET, HEAD, POST' } })
export const PUT = notAllowed
export const PATCH = notAllowed
export const DELETE = notAllowed
export const OPTIONS = notAllowed

async function signIn(challenge: Challenge, pending: Pending) {
  const claim = await claimWithLink(challenge, pending)
  if (!claim.ok) return invalidPage(claim.reason, challenge, undefined)
  await beginSession(claim)
  return redirectTo(claim.next)
}

async function deadLink(
  found: Exclude<Found, { state: 'live' }>,
  pending: Pending | undefined,
  session: LiveSession | undefined,
) {
  if (found.state === 'unknown') return invalidPage('unknown', pending?.attempt, session)
  const { trace, reason } = found
  // Whoever has come in since has nothing to ask for.
  if (session?.email === trace.email) return redirectTo(trace.next)
  return invalidPage((await isClaimed(trace.attemptId)) ? 'used' : reason, trace, session)
}

async function sendAgain(form: FormData) {
  const asked = { email: form.get('email'), next: form.get('next') }
  const requested = await requestLinkHere(asked)
  // Too early: the waiting room says how long, and the mail that is on its way still works.
  if (requested.ok || requested.reason === 'too-early') return redirectTo('/check-email')

  const typed = { email: String(asked.email ?? ''), next: String(asked.next ?? '') }
  switch (requested.reason) {
    case 'too-many': {
      const problem = signInForm.tooMany(inMinutes(requested.retryAfter))
      return notSentPage(429, problem, typed, inSeconds(requested.retryAfter))
    }
    case 'not-sent':
    case 'unavailable':
      return notSentPage(503, signInForm.problems[requested.reason], typed)
    default:
      return notSentPage(400, signInForm.problems[requested.reason], typed)
  }
}

// Relative, because Next's idea of its own host can be talked into another one.
const redirectTo = (path: string) =>
  new Response(null, { status: 303, headers: { ...LINK_HEADERS, Location: path } })

async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    log.error('link not answered', error)
    return unavailablePage()
  }
}
