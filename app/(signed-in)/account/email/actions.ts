'use server'

import { redirect } from 'next/navigation'
import { cancelPendingChange, requestEmailChangeHere } from '@/lib/account'
import { requireRecentSessionOf, requireSessionOf } from '@/lib/auth'
import { problemIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

const PATH = '/account/email'

export type ChangeEmailState = { email?: string; problem?: string }

/** Emails a link to the new address `email`, and a notice to the current one. */
export async function changeEmail(_: ChangeEmailState, form: FormData): Promise<ChangeEmailState> {
  const session = await requireRecentSessionOf(form, PATH)
  const requested = await requestEmailChangeHere(session, form.get('email'))
  if (requested.ok) redirect(PATH)
  const problem = problemIn(await copyForRequest(), requested)
  return { email: String(form.get('email') ?? '').slice(0, 500), problem }
}

/** Cancels the pending change, if there is one. */
export async function cancelEmailChange(form: FormData): Promise<void> {
  const { userId } = await requireSessionOf(form, PATH)
  await cancelPendingChange(userId)
  redirect(PATH)
}
