'use server'

import { redirect } from 'next/navigation'
import { HOME, parseReturnPath, reauthenticatePath, requestMagicLink, requireSessionOf } from '@/lib/auth'
import { problemIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

/** Emails a link and a code. Either makes a new session, which replaces this one. */
export async function reauthenticate(_: { problem?: string }, form: FormData): Promise<{ problem?: string }> {
  const next = parseReturnPath(form.get('next')) ?? HOME
  const { email, remember } = await requireSessionOf(form, reauthenticatePath(next))
  const requested = await requestMagicLink({ email, next, remember, reauthenticates: true })
  if (requested.ok || requested.reason === 'too-early') redirect('/check-email')
  // Never required of a visitor who is signed in.
  if (requested.reason === 'proof-required') throw new Error('reauthenticating requires no proof')
  return { problem: problemIn(await copyForRequest(), requested) }
}
