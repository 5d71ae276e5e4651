'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import * as auth from '@/lib/auth'
import { problemOf, checkEmail as t } from '@/lib/copy'

export type CodeState = { code?: string; problem?: string }

// Emails and people write it in two groups.
const Code = z
  .string()
  .max(20)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))

/** Signs in with the emailed `code`, in the browser that requested it. */
export async function signInWithCode(_: CodeState, form: FormData): Promise<CodeState> {
  const typed = form.get('code')
  const code = Code.safeParse(typed)
  if (!code.success) {
    return { code: typeof typed === 'string' ? typed.slice(0, 20) : '', problem: t.malformedCode }
  }
  const signedIn = await auth.signInWithCode(code.data)
  if (signedIn.ok) redirect(signedIn.next)
  const problem = problemOf(signedIn)
  return signedIn.reason === 'unavailable' ? { code: code.data, problem } : { problem }
}

export type SendAgainState = {
  done?: string
  tooEarly?: string
  problem?: string
  challenge?: auth.Challenge
}

/** Sends the next email to the address that this browser is waiting for. */
export async function sendAgain(_: SendAgainState, form: FormData): Promise<SendAgainState> {
  const attempt = await auth.pendingAttempt()
  if (attempt === 'unknown') return { problem: problemOf({ reason: 'unavailable' }) }
  if (!attempt) redirect('/')
  const requested = await auth.requestMagicLink({ ...attempt, proof: Object.fromEntries(form) })
  if (requested.ok) return { done: t.sentAgain }
  if (requested.reason === 'proof-required') return { challenge: requested.challenge }
  if (requested.reason === 'too-early') return { tooEarly: problemOf(requested) }
  return { problem: problemOf(requested) }
}
