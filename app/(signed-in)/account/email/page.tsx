import { AccountDocument } from '@/app/(signed-in)/account/account-document'
import { CancelForm, EmailForm } from '@/app/(signed-in)/account/email/form'
import { Address } from '@/app/address'
import { emailInput } from '@/app/email-input'
import { Sending } from '@/app/sending'
import { titled } from '@/app/titled'
import { CONFIRM_LIFETIME, type EmailChange, pendingEmailChange, wasNotSentTo } from '@/lib/account'
import { requireRecentSession, requireSession } from '@/lib/auth'
import { type Copy, problemIn } from '@/lib/copy'
import { copyForRequest, typedBefore } from '@/lib/http'
import { inMinutes } from '@/lib/platform'

export const generateMetadata = titled(({ emailPage }) => emailPage.title)

const PATH = '/account/email'

/** The pending change, which can be canceled; or the form, which requires a recent sign-in. */
export default async function EmailPage() {
  const all = await copyForRequest()
  const t = all.emailPage
  const { userId } = await requireSession(PATH)
  const change = await pendingEmailChange(userId)
  if (change) {
    return (
      <AccountDocument t={all} account={userId} at={PATH}>
        <Waiting t={t} change={change} />
      </AccountDocument>
    )
  }
  const { email } = await requireRecentSession(PATH)
  const notSentTo = await wasNotSentTo(userId)
  return (
    <AccountDocument t={all} account={userId} at={PATH} typedIn="new-email">
      <h1>{t.title}</h1>
      <p>{t.now(<Address email={email} />)}</p>
      <p>{t.explain}</p>
      <EmailForm
        account={userId}
        label={t.newAddress}
        submit={t.submit}
        submitting={t.submitting}
        input={emailInput(all)}
        typed={(await typedBefore([PATH]))?.email}
        notSent={
          notSentTo === undefined
            ? undefined
            : { email: notSentTo, problem: problemIn(all, { reason: 'not-sent' }) }
        }
      />
    </AccountDocument>
  )
}

function Waiting({ t, change }: { t: Copy['emailPage']; change: EmailChange }) {
  const left = change.requestedAt + CONFIRM_LIFETIME - Date.now()
  return (
    <>
      <h1>{t.waiting.title}</h1>
      {!change.isSent && <Sending />}
      <p>{t.waiting.sent(<Address email={change.newEmail} />)}</p>
      <p>{t.waiting.lifetime(inMinutes(left))}</p>
      <p>{t.waiting.until(<span className="address">{change.oldEmail}</span>)}</p>
      <p>{t.waiting.explain}</p>
      <CancelForm account={change.userId} submit={t.waiting.cancel} submitting={t.waiting.canceling} />
    </>
  )
}
