'use server'

import { redirect } from 'next/navigation'
import { confirmPath, requireSession } from '@/lib/auth/guard'
import { requestLinkHere } from '@/lib/auth/request-magic-link'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'
import { signInForm as t } from '@/lib/copy'
import { inMinutes } from '@/lib/platform/time'

/** Mails a link and a code to whoever is signed in here. Either makes a new session, which replaces this one. */
export async function sendConfirmation(
  _: { problem?: string },
  form: FormData,
): Promise<{ problem?: string }> {
  const next = parseReturnPath(form.get('next')) ?? HOME
  const { email, keep } = await requireSession(confirmPath(next))
  const requested = await requestLinkHere({ email, next, keep, confirms: true })
  if (requested.ok || requested.reason === 'too-early') redirect('/check-email')
  if (requested.reason === 'too-many') return { problem: t.tooMany(inMinutes(requested.retryAfter)) }
  return { problem: t.problems[requested.reason] }
}
