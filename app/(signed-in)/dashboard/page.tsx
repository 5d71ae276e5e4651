import { signOut } from '@/app/(signed-in)/actions'
import { File } from '@/app/(signed-in)/dashboard/file'
import { Steps } from '@/app/(signed-in)/dashboard/steps'
import { ForAccount } from '@/app/(signed-in)/for-account'
import { SignedInDocument } from '@/app/(signed-in)/signed-in-document'
import { Moment } from '@/app/moment'
import { ActionForm } from '@/app/submission'
import { timeZone } from '@/app/time-zone'
import { titled } from '@/app/titled'
import { requireSession, timeLeft } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = titled(({ dashboard }) => dashboard.title)

/** Where a visitor lands. Yours to replace: until then, it tells its developer what has just happened. */
export default async function DashboardPage() {
  const session = await requireSession('/dashboard')
  const [all, zone] = [await copyForRequest(), await timeZone()]
  const t = all.dashboard
  return (
    <SignedInDocument t={all} account={session.userId}>
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
      <h2>{t.session.title}</h2>
      <dl className="facts">
        <dt>{t.session.signedIn}</dt>
        <dd>
          <Moment at={new Date(session.createdAt)} copy={all} zone={zone} />
        </dd>
        <dt>{t.session.expires}</dt>
        <dd>
          <Moment at={new Date(Date.now() + timeLeft(session))} copy={all} zone={zone} />
        </dd>
      </dl>
      <Steps t={t.steps} />
      <h2>{t.next.title}</h2>
      <p>{t.next.explain(<File path="app/(signed-in)/dashboard/page.tsx" />)}</p>
    </SignedInDocument>
  )
}
