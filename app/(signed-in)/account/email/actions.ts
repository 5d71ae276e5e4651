'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { stopWaiting } from '@/lib/account/email-change'
import { type Requested, requestChange } from '@/lib/account/email-change-request'
import { thisBrowser } from '@/lib/auth/device'
import { recordLater } from '@/lib/auth/events'
import { requireRecentSession, requireSession } from '@/lib/auth/guard'
import { forgetKeptForm } from '@/lib/auth/kept-form'
import { signInForm, changeAddress as t } from '@/lib/copy'
import { clientAddress } from '@/lib/http/client-address'
import { hours, inMinutes } from '@/lib/platform/time'

const PATH = '/account/email'

export type AskState = { email?: string; problem?: string }

/** Mails a link to the new address `email`, and a notice to the one that is. */
export async function askForAddress(_: AskState, form: FormData): Promise<AskState> {
  const email = String(form.get('email') ?? '').slice(0, 500)
  const session = await requireRecentSession(PATH, { email })
  const browser = await thisBrowser()
  const requested = await requestChange(session, form.get('email'), {
    browser,
    client: clientAddress(await headers()),
  })
  if (!requested.ok) return { email, problem: problemOf(requested) }

  const { device, network } = browser
  for (const detail of ['address-changing', 'change-address']) {
    recordLater({ id: session.userId }, { kind: 'mail-sent', detail, device, network })
  }
  await forgetKeptForm()
  redirect(PATH)
}

function problemOf(requested: Extract<Requested, { ok: false }>): string {
  switch (requested.reason) {
    case 'too-many':
      return signInForm.tooMany(inMinutes(requested.retryAfter))
    case 'too-often':
      return t.tooOften(Math.ceil(requested.retryAfter / hours(1)))
    case 'same':
    case 'not-allowed':
    case 'not-told':
      return t.problems[requested.reason]
    default:
      return signInForm.problems[requested.reason]
  }
}

/** Stops the change that waits, if one does. */
export async function stopAsking(): Promise<void> {
  const { userId } = await requireSession(PATH)
  await stopWaiting(userId)
  redirect(PATH)
}
