import { redirect } from 'next/navigation'
import { ReauthenticateForm } from '@/app/(signed-in)/account/reauthenticate/form'
import { SignedInDocument } from '@/app/(signed-in)/signed-in-document'
import { Address } from '@/app/address'
import { titled } from '@/app/titled'
import { HOME, isRecent, parseReturnPath, requireSession } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = titled(({ reauthenticatePage }) => reauthenticatePage.title)

/** For a visitor who signed in a while ago, on the way to a sensitive action. */
export default async function ReauthenticatePage(props: PageProps<'/account/reauthenticate'>) {
  const next = parseReturnPath((await props.searchParams).next) ?? HOME
  const session = await requireSession(next)
  if (isRecent(session)) redirect(next)
  const all = await copyForRequest()
  const t = all.reauthenticatePage
  return (
    <SignedInDocument t={all} account={session.userId}>
      <h1>{t.title}</h1>
      <p>{t.intro(<Address email={session.email} />)}</p>
      <p>{t.explain}</p>
      <ReauthenticateForm submit={t.submit} submitting={t.submitting} account={session.userId} next={next} />
      <p className="quiet">
        <a href="/account">{t.back}</a>
      </p>
    </SignedInDocument>
  )
}
