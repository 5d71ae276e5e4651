'use server'

import { redirect } from 'next/navigation'
import * as auth from '@/lib/auth'
import { problemOf } from '@/lib/copy'

export type LiftState = { problem?: string; challenge?: auth.Challenge }

/**
 * Lets the address that this browser is waiting for get email again, and sends the email that wasn't
 * sent. Only for a browser that was told so: for any other, nothing happens.
 */
export async function liftSuppression(_: LiftState, form: FormData): Promise<LiftState> {
  const attempt = await auth.pendingAttempt()
  if (attempt === 'unknown') return { problem: problemOf({ reason: 'unavailable' }) }
  if (!attempt?.suppression) redirect('/check-email')
  const proof = Object.fromEntries(form)
  const requested = await auth.requestMagicLink({ ...attempt, lifts: true, proof })
  if (requested.ok) redirect('/check-email')
  return requested.reason === 'proof-required'
    ? { challenge: requested.challenge }
    : { problem: problemOf(requested) }
}
