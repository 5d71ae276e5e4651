'use server'

import { redirect } from 'next/navigation'
import { forgetPeople } from '@/lib/auth/current-session'
import { wantsToBeKept } from '@/lib/auth/remember'
import { requestLinkHere } from '@/lib/auth/request-magic-link'
import { signInForm as t } from '@/lib/copy'
import { inMinutes } from '@/lib/platform/time'

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

/** Forgets the address that the form offers, and all else that this browser knows of who signed in from it. */
export async function forgetAddress(): Promise<void> {
  await forgetPeople()
  redirect('/')
}
