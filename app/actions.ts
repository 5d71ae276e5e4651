'use server'

import { redirect } from 'next/navigation'
import { type ShownChallenge, shown } from '@/app/shown-challenge'
import { forgetTimeZone } from '@/app/time-zone'
import { forgetDevice, requestMagicLink, wantsRemember } from '@/lib/auth'
import { problemIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

export type SendLinkState = {
  email?: string
  remember?: boolean
  problem?: string
  challenge?: ShownChallenge
}

/** The form's action: emails a link to `email`, and keeps `next` and `remember` for afterwards. */
export async function sendLink(_: SendLinkState, form: FormData): Promise<SendLinkState> {
  const remember = wantsRemember(form)
  const requested = await requestMagicLink({
    ...{ email: form.get('email'), next: form.get('next'), remember },
    proof: Object.fromEntries(form),
  })
  // Too early: the waiting room says how long, and the email that is on its way still works.
  if (requested.ok || requested.reason === 'too-early') redirect('/check-email')
  const t = await copyForRequest()
  const email = String(form.get('email') ?? '').slice(0, 500)
  if (requested.reason === 'proof-required')
    return { email, remember, challenge: shown(requested.challenge, t) }
  return { email, remember, problem: problemIn(t, requested) }
}

/** Forgets the address that the form offers, and everything else about earlier sign-ins. */
export async function forgetAddress(): Promise<void> {
  await forgetDevice()
  await forgetTimeZone()
  redirect('/')
}
