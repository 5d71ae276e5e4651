import type { Metadata } from 'next'
import { signOut } from '@/app/[language]/(signed-in)/actions'
import { ForAccount } from '@/app/[language]/(signed-in)/for-account'
import { ActionForm } from '@/app/submission'
import { requireSession } from '@/lib/auth'
import { dashboard as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

export default async function DashboardPage() {
  const session = await requireSession('/dashboard')
  return (
    <>
      <h1 className="address">{t.hello(session.email)}</h1>
      <p>{t.intro}</p>
      <ActionForm action={signOut}>
        <ForAccount id={session.userId} />
        <button type="submit" className="secondary">
          {t.signOut}
        </button>
      </ActionForm>
      <p className="quiet">
        <a href="/account">{t.account}</a>
      </p>
    </>
  )
}
