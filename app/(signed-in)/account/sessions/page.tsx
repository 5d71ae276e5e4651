import type { Metadata } from 'next'
import { endAll, endOthers } from '@/app/(signed-in)/account/sessions/actions'
import { Done } from '@/app/(signed-in)/account/sessions/done'
import { SessionRow } from '@/app/(signed-in)/account/sessions/row'
import { SubmitButton } from '@/app/submit-button'
import { liveSessionsOf } from '@/lib/account/sessions'
import { requireSession } from '@/lib/auth/guard'
import { keptForm } from '@/lib/auth/kept-form'
import { isRecent } from '@/lib/auth/session-lifetime'
import { sessionsPage as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** Where they are signed in, and the end of it. */
export default async function SessionsPage(props: PageProps<'/account/sessions'>) {
  const path = '/account/sessions'
  const session = await requireSession(path)
  const sessions = await liveSessionsOf(session)
  const { ended } = await props.searchParams
  // They were about to end one when they were asked whether it is still them.
  const { wanted } = isRecent(session) ? await keptForm({ userId: session.userId, path }) : {}
  return (
    <>
      <h1>{t.title}</h1>
      <Done message={ended === 'one' || ended === 'others' ? t.ended[ended] : wanted && t.confirmed} />
      <ul className="rows">
        {sessions.map((each) => (
          <SessionRow key={each.id} session={each} />
        ))}
      </ul>
      {sessions.length === 1 ? (
        <p className="quiet">{t.nowhereElse}</p>
      ) : (
        <>
          {!isRecent(session) && <p className="quiet">{t.confirmFirst}</p>}
          <form action={endOthers}>
            <SubmitButton label={t.endOthers} working={t.ending} className="secondary" />
          </form>
          <form action={endAll}>
            <SubmitButton label={t.endAll} working={t.ending} className="secondary" />
          </form>
        </>
      )}
    </>
  )
}
