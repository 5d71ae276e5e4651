import { AccountDocument } from '@/app/(signed-in)/account/account-document'
import { revokeAll, revokeOthers } from '@/app/(signed-in)/account/sessions/actions'
import { Done } from '@/app/(signed-in)/account/sessions/done'
import { SessionRow } from '@/app/(signed-in)/account/sessions/row'
import { ForAccount } from '@/app/(signed-in)/for-account'
import { ActionForm } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import { timeZone } from '@/app/time-zone'
import { titled } from '@/app/titled'
import { endedCookie, liveSessionsOf } from '@/lib/account'
import { requireSession } from '@/lib/auth'
import type { Copy } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = titled(({ sessionsPage }) => sessionsPage.title)

const PATH = '/account/sessions'

/** Where the visitor is signed in. */
export default async function SessionsPage() {
  const all = await copyForRequest()
  const t = all.sessionsPage
  const session = await requireSession(PATH)
  const sessions = await liveSessionsOf(session)
  const zone = await timeZone()
  const ended = await endedCookie.read(session)
  return (
    <AccountDocument t={all} account={session.userId} at={PATH}>
      <h1>{t.title}</h1>
      <Done message={ended && t.ended[ended]} />
      <ul className="rows">
        {sessions.map((each) => (
          <SessionRow copy={all} zone={zone} key={each.id} session={each} account={session.userId} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <RevokeForms t={t} account={session.userId} />
      ) : (
        <p className="quiet">{t.nowhereElse}</p>
      )}
    </AccountDocument>
  )
}

function RevokeForms({ t, account }: { t: Copy['sessionsPage']; account: string }) {
  return (
    <>
      <ActionForm action={revokeOthers}>
        <ForAccount id={account} />
        <SubmitButton label={t.revokeOthers} working={t.ending} className="secondary" />
      </ActionForm>
      <ActionForm action={revokeAll}>
        <ForAccount id={account} />
        <SubmitButton label={t.revokeAll} working={t.ending} className="secondary" />
      </ActionForm>
    </>
  )
}
