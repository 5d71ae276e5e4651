import { mailLink, seeOther } from '@/app/email-link'
import { confirmPage, invalidPage, notSentPage } from '@/app/magic-link/[token]/document'
import { beginSession } from '@/lib/auth/current-session'
import { thisBrowser } from '@/lib/auth/device'
import { currentSession } from '@/lib/auth/guard'
import { type Challenge, type Found, findByToken } from '@/lib/auth/magic-link'
import type { Pending } from '@/lib/auth/pending-cookie'
import { claimWithLink, isAskingBrowser } from '@/lib/auth/redeem'
import { wantsToBeKept } from '@/lib/auth/remember'
import { keepPending, readPending, requestLinkHere } from '@/lib/auth/request-magic-link'
import { isClaimed, type LiveSession } from '@/lib/auth/session'
import { signInForm } from '@/lib/copy'
import { randomId } from '@/lib/platform/secrets'
import { inMinutes, inSeconds } from '@/lib/platform/time'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = mailLink({ show, act })

/** Signs in the browser that asked. Anywhere else it only shows a page: GET spends nothing there (ASVS 3.5.3). */
async function show(token: string): Promise<Response> {
  const found = await findByToken(token)
  const [pending, session] = [await readPending(), await currentSession()]
  if (found.state !== 'live') return deadLink(found, pending, session)

  const { challenge } = found
  const isTheirs = session?.email === challenge.email
  // Signed in already, perhaps a while ago: this is a new sign-in all the same, for what wants a recent one.
  if (isAskingBrowser(challenge, pending) && (!session || isTheirs))
    return signIn(challenge, pending, session)
  if (isTheirs) return seeOther(challenge.next)
  if (await isClaimed(challenge.attemptId)) return invalidPage('used', challenge, session)
  // Gives this browser a secret of its own, so that it too may have a lost answer again. One that it has stays.
  if (!pending) await keepPending({ browser: randomId() })
  return confirmPage(challenge, isAskingBrowser(challenge, pending), session)
}

/** The pages' buttons: sign in here after all, or send a new mail. */
async function act(token: string, form: FormData): Promise<Response> {
  if (form.get('intent') === 'send') return sendAgain(form)
  const found = await findByToken(token)
  const [pending, session] = [await readPending(), await currentSession()]
  if (found.state !== 'live') return deadLink(found, pending, session)
  // Another account is signed in here: only a form that said so may replace it.
  const { challenge } = found
  if (session?.email === challenge.email) return seeOther(challenge.next)
  if (session && form.get('replaces') !== session.email) {
    return confirmPage(challenge, isAskingBrowser(challenge, pending), session)
  }
  return signIn(challenge, pending ?? { browser: randomId() }, session, wantsToBeKept(form))
}

async function signIn(
  challenge: Challenge,
  pending: Pending,
  session: LiveSession | undefined,
  keep = pending.attempt?.keep ?? true,
) {
  const browser = await thisBrowser()
  const claim = await claimWithLink(challenge, { pending, browser, keep })
  if (!claim.ok && session?.email === challenge.email) return seeOther(challenge.next)
  if (!claim.ok) return invalidPage(claim.reason, challenge, session)
  await beginSession(claim, browser)
  return seeOther(claim.next)
}

async function deadLink(
  found: Exclude<Found, { state: 'live' }>,
  pending: Pending | undefined,
  session: LiveSession | undefined,
) {
  if (found.state === 'unknown') return invalidPage('unknown', pending?.attempt, session)
  const { trace, reason } = found
  // Whoever has come in since has nothing to ask for.
  if (session?.email === trace.email) return seeOther(trace.next)
  return invalidPage((await isClaimed(trace.attemptId)) ? 'used' : reason, trace, session)
}

async function sendAgain(form: FormData) {
  const asked = { email: form.get('email'), next: form.get('next') }
  const requested = await requestLinkHere(asked)
  // Too early: the waiting room says how long, and the mail that is on its way still works.
  if (requested.ok || requested.reason === 'too-early') return seeOther('/check-email')

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
