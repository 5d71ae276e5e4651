import { formOf, LINK_METHODS, seeOther } from '@/app/email-link'
import { notSentPage } from '@/app/magic-link/documents'
import { requestMagicLink, wantsRemember } from '@/lib/auth'
import { problemIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'
import { inSeconds } from '@/lib/platform'

export const { HEAD, PUT, PATCH, DELETE, OPTIONS } = LINK_METHODS

/** Nothing to see without a token. */
export const GET = () => seeOther('/')

/** Sends a new link, from the page of a dead one. */
export async function POST(request: Request): Promise<Response> {
  const form = await formOf(request)
  if (form instanceof Response) return form
  const remember = form.has('remember') ? wantsRemember(form) : undefined
  const wanted = { email: form.get('email'), next: form.get('next'), remember }
  const requested = await requestMagicLink({ ...wanted, proof: Object.fromEntries(form) })
  // Too early: the waiting room says how long, and the email that is on its way still works.
  if (requested.ok || requested.reason === 'too-early') return seeOther('/check-email')

  const t = await copyForRequest()
  const typed = { email: String(wanted.email ?? ''), next: String(wanted.next ?? '') }
  // Pages without scripts can't work, so they wait.
  if (requested.reason === 'proof-required') {
    const { ticket, waitSeconds } = requested.challenge
    return notSentPage(t, 429, t.challenge.wait(waitSeconds), { ...typed, ticket }, waitSeconds)
  }
  const retryAfter = requested.reason === 'too-many' ? inSeconds(requested.retryAfter) : undefined
  return notSentPage(t, statusOf(requested.reason), problemIn(t, requested), typed, retryAfter)
}

function statusOf(reason: string): number {
  if (reason === 'too-many') return 429
  return reason === 'unavailable' ? 503 : 400
}
