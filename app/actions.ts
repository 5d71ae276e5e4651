'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { clientAddress } from '@/lib/http/client-address'
import { pendingCookie } from '@/lib/sign-in/pending-cookie'
import { requestLink } from '@/lib/sign-in/request-link'
import { signInForm as t } from '@/lib/texts'
import { inMinutes } from '@/lib/time'

export type SendLinkState = { email?: string; problem?: string }

/** The form's action: mails a link to `email`, and remembers `next` for afterwards. */
export async function sendLink(_: SendLinkState, form: FormData): Promise<SendLinkState> {
  const jar = await cookies()
  const requested = await requestLink(
    { email: form.get('email'), next: form.get('next') },
    {
      pending: await pendingCookie.unseal(jar.get(pendingCookie.name())?.value),
      client: clientAddress(await headers()),
    },
  )
  if ('pending' in requested) jar.set(await pendingCookie.seal(requested.pending))
  if (requested.ok) redirect('/check-email')

  const email = String(form.get('email') ?? '').slice(0, 500)
  const problem =
    requested.reason === 'too-many'
      ? t.tooMany(inMinutes(requested.retryAfter))
      : t.problems[requested.reason]
  return { email, problem }
}
