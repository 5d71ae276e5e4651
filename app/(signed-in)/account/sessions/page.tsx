import type { Metadata } from 'next'
import { revokeAll, revokeOthers } from '@/app/(signed-in)/account/sessions/actions'
import { Done } from '@/app/(signed-in)/account/sessions/done'
import { SessionRow } from '@/app/(signed-in)/account/sessions/row'
import { SubmitButton } from '@/app/submit-button'
import { liveSessionsOf } from '@/lib/account'
import { isRecent, reauthenticatePath, requireSession } from '@/lib/auth'
import { sessionsPage as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

const PATH = '/account/sessions'

/** Where the visitor is signed in. Signing out other devices requires a recent sign-in. */
export default async function SessionsPage(props: PageProps<'/account/sessions'>) {
  const session = await requireSession(PATH)
  const sessions = await liveSessionsOf(session)
  const { ended } = await props.searchParams
  const canRevoke = isRecent(session)
  return (
    <>
      <h1>{t.title}</h1>
      <Done message={ended === 'one' || ended === 'others' ? t.ended[ended] : undefined} />
      <ul className="rows">
        {sessions.map((each) => (
          <SessionRow key={each.id} session={each} canRevoke={canRevoke} />
        ))}
      </ul>
      {sessions.length === 1 && <p className="quiet">{t.nowhereElse}</p>}
      {sessions.length > 1 && (canRevoke ? <RevokeForms /> : <SignInFirst />)}
    </>
  )
}

function RevokeForms() {
  return (
    <>
      <form action={revokeOthers}>
        <SubmitButton label={t.revokeOthers} working={t.ending} className="secondary" />
      </form>
      <form action={revokeAll}>
        <SubmitButton label={t.revokeAll} working={t.ending} className="secondary" />
      </form>
    </>
  )
}

function SignInFirst() {
  return (
    <>
      <p className="quiet">{t.signInFirst}</p>
      <p>
        <a className="button secondary" href={reauthenticatePath(PATH)}>
          {t.reauthenticate}
        </a>
      </p>
    </>
  )
}
