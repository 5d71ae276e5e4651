import { signOut } from '@/app/[language]/(signed-in)/actions'
import { ForAccount } from '@/app/[language]/(signed-in)/for-account'
import { copy, titled } from '@/app/copy'
import { ActionForm } from '@/app/submission'
import { requireSession } from '@/lib/auth'

export const generateMetadata = titled(({ dashboard }) => dashboard.title)

export default async function DashboardPage() {
  const session = await requireSession('/dashboard')
  const { dashboard: t } = await copy()
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
