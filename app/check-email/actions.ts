'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { log } from '@/lib/log'
import { beginSession } from '@/lib/session/begin'
import { claimWithCode } from '@/lib/sign-in/claim'
import { pendingCookie } from '@/lib/sign-in/pending-cookie'
import { checkEmail as t } from '@/lib/texts'

export type CodeState = { code?: string; problem?: string }

// Mails and people write it in two groups.
const Code = z
  .string()
  .max(20)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))

/** The waiting room's action: signs in with the mailed code, in the browser that asked. */
export async function signInWithCode(_: CodeState, form: FormData): Promise<CodeState> {
  const typed = form.get('code')
  const code = Code.safeParse(typed)
  if (!code.success)
    return { code: typeof typed === 'string' ? typed.slice(0, 20) : '', problem: t.problems.malformed }

  const pending = await pendingCookie.unseal((await cookies()).get(pendingCookie.name())?.value)
  const next = await claimWithCode(pending, code.data)
    .then(async (claim) => {
      if (!claim.ok) return claim
      await beginSession(claim.session)
      return claim.next
    })
    .catch((error: unknown) => {
      log.error('code not claimed', error)
      return { reason: 'unavailable' as const }
    })
  if (typeof next === 'string') redirect(next)
  if (next.reason === 'wrong-code') return { problem: t.wrongCode(next.triesLeft) }
  return { code: next.reason === 'unavailable' ? code.data : undefined, problem: t.problems[next.reason] }
}
