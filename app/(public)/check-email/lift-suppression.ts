'use server'

import { redirect } from 'next/navigation'
import { type ShownChallenge, shown } from '@/app/shown-challenge'
import * as auth from '@/lib/auth'
import { problemIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

export type LiftState = { problem?: string; challenge?: ShownChallenge }

/**
 * Lets the address that this browser is waiting for get email again, and sends the email that wasn't
 * sent. Only for a browser that was told so: for any other, nothing happens.
 */
export async function liftSuppression(_: LiftState, form: FormData): Promise<LiftState> {
  const [t, attempt] = [await copyForRequest(), await auth.pendingAttempt()]
  if (attempt === 'unknown') return { problem: problemIn(t, { reason: 'unavailable' }) }
  if (!attempt?.suppression) redirect('/check-email')
  const proof = Object.fromEntries(form)
  const requested = await auth.requestMagicLink({ ...attempt, lifts: true, proof })
  if (requested.ok) redirect('/check-email')
  return requested.reason === 'proof-required'
    ? { challenge: shown(requested.challenge, t) }
    : { problem: problemIn(t, requested) }
}
