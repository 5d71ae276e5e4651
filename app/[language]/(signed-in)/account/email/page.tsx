import type { Metadata } from 'next'
import { CancelForm, EmailForm } from '@/app/[language]/(signed-in)/account/email/form'
import { Address } from '@/app/address'
import { Sending } from '@/app/sending'
import { CONFIRM_LIFETIME, type EmailChange, pendingEmailChange, wasNotSentTo } from '@/lib/account'
import { requireRecentSession, requireSession } from '@/lib/auth'
import { emailPage as t } from '@/lib/copy'
import { typedBefore } from '@/lib/http'
import { inMinutes } from '@/lib/platform'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** The pending change, which can be canceled; or the form, which requires a recent sign-in. */
export default async function EmailPage() {
  const { userId } = await requireSession('/account/email')
  const change = await pendingEmailChange(userId)
  if (change) return <Waiting change={change} />
  const { email } = await requireRecentSession('/account/email')
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.now(<Address email={email} />)}</p>
      <p>{t.explain}</p>
      <EmailForm
        account={userId}
        typed={(await typedBefore(['/account/email']))?.email}
        notSentTo={await wasNotSentTo(userId)}
      />
    </>
  )
}

function Waiting({ change }: { change: EmailChange }) {
  const left = change.requestedAt + CONFIRM_LIFETIME - Date.now()
  return (
    <>
      <h1>{t.waiting.title}</h1>
      {!change.isSent && <Sending />}
      <p>{t.waiting.sent(<Address email={change.newEmail} />)}</p>
      <p>{t.waiting.lifetime(inMinutes(left))}</p>
      <p>{t.waiting.until(<span className="address">{change.oldEmail}</span>)}</p>
      <p>{t.waiting.explain}</p>
      <CancelForm account={change.userId} />
    </>
  )
}
