import type { Metadata } from 'next'
import { deleteMyAccount } from '@/app/[language]/(signed-in)/account/delete/actions'
import { ForAccount } from '@/app/[language]/(signed-in)/for-account'
import { Address } from '@/app/address'
import { ActionForm } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import { canSignUp, requireRecentSession } from '@/lib/auth'
import { deletePage as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

export default async function DeletePage() {
  const session = await requireRecentSession('/account#data')
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro(<Address email={session.email} />)}</p>
      <p>
        {t.explain} {canSignUp(session.email) && t.again}
      </p>
      <ActionForm action={deleteMyAccount}>
        <ForAccount id={session.userId} />
        <SubmitButton label={t.submit} working={t.submitting} className="danger" />
      </ActionForm>
    </>
  )
}
