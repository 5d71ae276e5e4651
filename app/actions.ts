'use server'

import { redirect } from 'next/navigation'
import { type Challenge, forgetDevice, requestMagicLink, wantsRemember } from '@/lib/auth'
import { problemOf } from '@/lib/copy'

export type SendLinkState = { email?: string; remember?: boolean; problem?: string; challenge?: Challenge }

/** The form's action: emails a link to `email`, and keeps `next` and `remember` for afterwards. */
export async function sendLink(_: SendLinkState, form: FormData): Promise<SendLinkState> {
  const remember = wantsRemember(form)
  const requested = await requestMagicLink({
    ...{ email: form.get('email'), next: form.get('next'), remember },
    proof: Object.fromEntries(form),
  })
  // Too early: the waiting room says how long, and the email that is on its way still works.
  if (requested.ok || requested.reason === 'too-early') redirect('/check-email')
  const email = String(form.get('email') ?? '').slice(0, 500)
  if (requested.reason === 'proof-required') return { email, remember, challenge: requested.challenge }
  return { email, remember, problem: problemOf(requested) }
}

/** Forgets the address that the form offers, and everything else about earlier sign-ins. */
export async function forgetAddress(): Promise<void> {
  await forgetDevice()
  redirect('/')
}
