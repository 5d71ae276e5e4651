import { AccountDocument } from '@/app/(signed-in)/account/account-document'
import { deleteMyAccount } from '@/app/(signed-in)/account/delete/actions'
import { ForAccount } from '@/app/(signed-in)/for-account'
import { Address } from '@/app/address'
import { ActionForm } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import { titled } from '@/app/titled'
import { canSignUp, requireRecentSession } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = titled(({ deletePage }) => deletePage.title)

export default async function DeletePage() {
  const session = await requireRecentSession('/account#data')
  const all = await copyForRequest()
  const t = all.deletePage
  return (
    <AccountDocument t={all} account={session.userId} at="/account/delete">
      <h1>{t.title}</h1>
      <p>{t.intro(<Address email={session.email} />)}</p>
      <p>
        {t.explain} {canSignUp(session.email) && t.again}
      </p>
      <ActionForm action={deleteMyAccount}>
        <ForAccount id={session.userId} />
        <SubmitButton label={t.submit} working={t.submitting} className="danger" />
      </ActionForm>
    </AccountDocument>
  )
}
