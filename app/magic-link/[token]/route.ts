import { cookies, headers } from 'next/headers'
import {
  confirmPage,
  invalidPage,
  LINK_HEADERS,
  notSentPage,
  unavailablePage,
} from '@/app/magic-link/[token]/document'
import { clientAddress } from '@/lib/http/client-address'
import { isOwnOrigin } from '@/lib/http/origin'
import { isLookAhead } from '@/lib/http/prefetch'
import { log } from '@/lib/log'
import { randomId } from '@/lib/secrets'
import { beginSession } from '@/lib/session/begin'
import { isClaimed } from '@/lib/session/store'
import { type Attempt, attemptByToken } from '@/lib/sign-in/attempt'
import { claimWithLink, isAskingBrowser } from '@/lib/sign-in/claim'
import { type Pending, pendingCookie } from '@/lib/sign-in/pending-cookie'
import { requestLink } from '@/lib/sign-in/request-link'
import { errors, signInForm } from '@/lib/texts'
import { inMinutes, inSeconds } from '@/lib/time'

type Context = RouteContext<'/magic-link/[token]'>

/** Signs in the browser that asked. Anywhere else it only shows a page: GET spends nothing there (ASVS 3.5.3). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  if (isLookAhead(request.headers)) return new Response(null, { status: 204, headers: LINK_HEADERS })
  return orUnavailable(async () => {
    const attempt = await attemptByToken((await params).token)
    const pending = await readPending()
    if (!attempt) return invalidPage(pending?.attempt?.email, pending?.attempt?.next)
    if (isAskingBrowser(attempt, pending)) return signIn(attempt, pending)
    if (await isClaimed(attempt.id)) return invalidPage(attempt.email, attempt.next)
    // Gives this browser a secret of its own, so that it too may have a lost answer again. One that it has stays.
    if (!pending) (await cookies()).set(await pendingCookie.seal({ browser: randomId() }))
    return confirmPage(attempt.email)
  })
}

/** The page's buttons: sign in here after all, or send a new mail. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return new Response(`${errors.foreign}\n`, { status: 403, headers: LINK_HEADERS })
  const form = await request.formData().catch(() => undefined)
  if (!form) return invalidPage(undefined, undefined)
  return orUnavailable(async () => {
    const pending = await readPending()
    if (form.get('intent') === 'send') return sendAgain(form, pending)
    const attempt = await attemptByToken((await params).token)
    if (!attempt) return invalidPage(pending?.attempt?.email, pending?.attempt?.next)
    return signIn(attempt, pending ?? { browser: randomId() })
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

async function signIn(attempt: Attempt, pending: Pending) {
  const claim = await claimWithLink(attempt, pending.browser)
  if (!claim.ok) return invalidPage(attempt.email, attempt.next)
  await beginSession(claim.session)
  return redirectTo(claim.next)
}

async function sendAgain(form: FormData, pending: Pending | undefined) {
  const client = clientAddress(await headers())
  const asked = { email: form.get('email'), next: form.get('next') }
  const requested = await requestLink(asked, { pending, client })
  if ('pending' in requested) (await cookies()).set(await pendingCookie.seal(requested.pending))
  if (requested.ok) return redirectTo('/check-email')

  const typed = [String(asked.email ?? ''), String(asked.next ?? '')] as const
  switch (requested.reason) {
    case 'too-many':
      return notSentPage(
        429,
        signInForm.tooMany(inMinutes(requested.retryAfter)),
        ...typed,
        inSeconds(requested.retryAfter),
      )
    case 'not-sent':
    case 'unavailable':
      return notSentPage(503, signInForm.problems[requested.reason], ...typed)
    default:
      return notSentPage(400, signInForm.problems[requested.reason], ...typed)
  }
}

// Relative, because Next's idea of its own host can be talked into another one.
const redirectTo = (path: string) =>
  new Response(null, { status: 303, headers: { ...LINK_HEADERS, Location: path } })

const readPending = async () => pendingCookie.unseal((await cookies()).get(pendingCookie.name())?.value)

async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    log.error('link not answered', error)
    return unavailablePage()
  }
}
