'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { beginSession } from '@/lib/auth/current-session'
import { type Browser, thisBrowser } from '@/lib/auth/device'
import { recordLater } from '@/lib/auth/events'
import { type ClaimWithCode, claimWithCode } from '@/lib/auth/redeem'
import { newAttempt } from '@/lib/auth/request-link'
import { keepPending, readPending, requestLinkHere } from '@/lib/auth/request-magic-link'
import { signInForm, checkEmail as t } from '@/lib/copy'
import { log } from '@/lib/platform/log'
import { inMinutes, inSeconds } from '@/lib/platform/time'

export type CodeState = { code?: string; problem?: string }

// Mails and people write it in two groups.
const Code = z
  .string()
  .max(20)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))

/** Signs in with the mailed `code`, in the browser that asked. */
export async function signInWithCode(_: CodeState, form: FormData): Promise<CodeState> {
  const typed = form.get('code')
  const code = Code.safeParse(typed)
  if (!code.success) {
    return { code: typeof typed === 'string' ? typed.slice(0, 20) : '', problem: t.problems.malformed }
  }
  const pending = await readPending()
  const claim = await enterWithCode(pending, code.data)
  if (claim.ok) redirect(claim.next)

  switch (claim.reason) {
    case 'wrong-code':
      return { problem: t.wrongCode(claim.triesLeft) }
    case 'too-many-tries':
      if (pending?.attempt) {
        const { email, ...wishes } = pending.attempt
        await keepPending({ ...pending, attempt: { ...newAttempt(email, wishes), tooManyTries: true } })
      }
      return { problem: t.problems[claim.reason] }
    case 'unavailable':
      return { code: code.data, problem: t.problems[claim.reason] }
    default:
      return { problem: t.problems[claim.reason] }
  }
}

async function enterWithCode(
  pending: Awaited<ReturnType<typeof readPending>>,
  code: string,
): Promise<ClaimWithCode | { ok: false; reason: 'unavailable' }> {
  try {
    const browser = await thisBrowser()
    const claim = await claimWithCode(pending, browser, code)
    if (claim.ok) await beginSession(claim, browser)
    else if (pending?.attempt && isWrong(claim.reason)) noteWrongCode(pending.attempt.email, browser)
    return claim
  } catch (error) {
    log.error('code not claimed', error)
    return { ok: false, reason: 'unavailable' }
  }
}

const isWrong = (reason: string) => reason === 'wrong-code' || reason === 'too-many-tries'

function noteWrongCode(email: string, { device, network }: Browser) {
  recordLater({ email }, { kind: 'wrong-code', device, network })
}

export type SendAgainState = { done?: string; tooEarly?: string; problem?: string }

/** Sends the next mail to the address that this browser is waiting for. */
export async function sendAgain(_: SendAgainState, __: FormData): Promise<SendAgainState> {
  const attempt = (await readPending())?.attempt
  if (!attempt) redirect('/')
  const requested = await requestLinkHere(attempt)
  if (requested.ok) return { done: t.sentAgain }
  switch (requested.reason) {
    case 'too-early':
      return { tooEarly: t.tooEarly(inSeconds(requested.retryAfter)) }
    case 'too-many':
      return { problem: signInForm.tooMany(inMinutes(requested.retryAfter)) }
    case 'not-sent':
    case 'unavailable':
      return { problem: t.problems[requested.reason] }
    default:
      // The address was good when it was first asked for, and is sealed.
      throw new Error(requested.reason)
  }
}
