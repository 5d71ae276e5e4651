'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { browserCookie } from '@/lib/session/browser'
import { requestLinkHere } from '@/lib/sign-in/asking'
import { wantsToBeKept } from '@/lib/sign-in/keep-signed-in'
import { pendingCookie } from '@/lib/sign-in/pending-cookie'
import { rememberedCookie } from '@/lib/sign-in/remembered-cookie'
import { signInForm as t } from '@/lib/texts'
import { inMinutes } from '@/lib/time'

export type SendLinkState = { email?: string; keep?: boolean; problem?: string }

/** The form's action: mails a link to `email`, and remembers `next` and `keep` for afterwards. */
export async function sendLink(_: SendLinkState, form: FormData): Promise<SendLinkState> {
  const keep = wantsToBeKept(form)
  const requested = await requestLinkHere({ email: form.get('email'), next: form.get('next'), keep })
  // Too early: the waiting room says how long, and the mail that is on its way still works.
  if (requested.ok || requested.reason === 'too-early') redirect('/check-email')

  const email = String(form.get('email') ?? '').slice(0, 500)
  const problem =
    requested.reason === 'too-many'
      ? t.tooMany(inMinutes(requested.retryAfter))
      : t.problems[requested.reason]
  return { email, keep, problem }
}

/** Makes this browser forget who signed in from it, and who was about to; and us, which browser it is. */
export async function forgetAddress(): Promise<void> {
  const jar = await cookies()
  jar.set(rememberedCookie.cleared())
  jar.set(pendingCookie.cleared())
  jar.set(browserCookie.cleared())
  redirect('/')
}
