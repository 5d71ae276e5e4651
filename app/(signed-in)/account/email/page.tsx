import type { Metadata } from 'next'
import { AddressForm, StopForm } from '@/app/(signed-in)/account/email/form'
import { type AddressChange, CONFIRM_LIFETIME, waitingChangeOf } from '@/lib/account/email-change'
import { requireSession } from '@/lib/auth/guard'
import { keptForm } from '@/lib/auth/kept-form'
import { changeAddress as t } from '@/lib/copy'
import { inMinutes } from '@/lib/platform/time'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

export default async function AddressPage() {
  const { userId, email } = await requireSession('/account/email')
  const change = await waitingChangeOf(userId)
  if (change) return <Waiting change={change} />
  const kept = await keptForm({ userId, path: '/account/email' })
  return (
    <>
      <h1>{t.title}</h1>
      <p>
        {t.now} <strong className="address">{email}</strong>.
      </p>
      <p>{t.explain}</p>
      <AddressForm email={kept.email} />
    </>
  )
}

function Waiting({ change }: { change: AddressChange }) {
  const left = change.askedAt + CONFIRM_LIFETIME - Date.now()
  return (
    <>
      <h1>{t.waiting.title}</h1>
      <p>
        {t.waiting.sent} <strong className="address">{change.newEmail}</strong>.
      </p>
      <p>{t.waiting.lifetime(inMinutes(left))}</p>
      <p>
        {t.waiting.until} <span className="address">{change.oldEmail}</span>.
      </p>
      <p>{t.waiting.explain}</p>
      <StopForm />
    </>
  )
}
