import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/app/check-email/form'
import { currentSession } from '@/lib/session/guard'
import { ATTEMPT_LIFETIME } from '@/lib/sign-in/attempt'
import { pendingCookie } from '@/lib/sign-in/pending-cookie'
import { HOME } from '@/lib/sign-in/return-path'
import { checkEmail as t } from '@/lib/texts'
import { inMinutes } from '@/lib/time'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** The waiting room. Whoever is signed in by now, in another tab perhaps, goes on. */
export default async function CheckEmailPage() {
  const pending = await pendingCookie.unseal((await cookies()).get(pendingCookie.name())?.value)
  const attempt = pending?.attempt
  if (await currentSession()) redirect(attempt?.next ?? HOME)
  if (!attempt) redirect('/')
  return (
    <>
      <h1>{t.title}</h1>
      <p>
        {t.sent} <strong className="address">{attempt.email}</strong>.
      </p>
      <p>{t.openHere(inMinutes(ATTEMPT_LIFETIME))}</p>
      <CodeForm />
      <p className="quiet">
        {/* A plain link: nothing here is worth prefetching. */}
        <a href="/">{t.otherAddress}</a>
      </p>
    </>
  )
}
