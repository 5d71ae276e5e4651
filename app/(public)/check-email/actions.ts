'use server'

import { redirect } from 'next/navigation'
import { typedCode } from '@/app/(public)/check-email/typed-code'
import { type ShownChallenge, shown } from '@/app/shown-challenge'
import * as auth from '@/lib/auth'
import { problemIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

export type CodeState = { code?: string; problem?: string }

/** Signs in with the emailed `code`, in the browser that requested it. What is no code costs no try. */
export async function signInWithCode(_: CodeState, form: FormData): Promise<CodeState> {
  const t = await copyForRequest()
  const typed = String(form.get('code') ?? '')
  const code = typedCode(typed)
  if (!code) return { code: typed, problem: t.checkEmail.malformedCode }
  const signedIn = await auth.signInWithCode(code)
  if (signedIn.ok) redirect(signedIn.next)
  const problem = problemIn(t, signedIn)
  return signedIn.reason === 'unavailable' ? { code: typed, problem } : { problem }
}

export type SendAgainState = {
  done?: string
  tooEarly?: string
  problem?: string
  challenge?: ShownChallenge
}

/** Sends the next email to the address that this browser is waiting for. */
export async function sendAgain(_: SendAgainState, form: FormData): Promise<SendAgainState> {
  const [t, attempt] = [await copyForRequest(), await auth.pendingAttempt()]
  if (attempt === 'unknown') return { problem: problemIn(t, { reason: 'unavailable' }) }
  // That page says why, if the browser keeps no cookies.
  if (!attempt) redirect('/check-email')
  const requested = await auth.requestMagicLink({ ...attempt, proof: Object.fromEntries(form) })
  if (requested.ok) return { done: t.checkEmail.sentAgain }
  if (requested.reason === 'proof-required') return { challenge: shown(requested.challenge, t) }
  if (requested.reason === 'too-early') return { tooEarly: problemIn(t, requested) }
  return { problem: problemIn(t, requested) }
}
