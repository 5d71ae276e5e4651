import { SignedInDocument } from '@/app/(signed-in)/signed-in-document'
import { Address } from '@/app/address'
import { titled } from '@/app/titled'
import { HOME, parseReturnPath, requireSession } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = titled(({ switchedPage }) => switchedPage.title)

/** For a visitor who sent a form that was made for another account. */
export default async function SwitchedPage(props: PageProps<'/account/switched'>) {
  const next = parseReturnPath((await props.searchParams).next) ?? HOME
  const { userId, email } = await requireSession(next)
  const all = await copyForRequest()
  const t = all.switchedPage
  return (
    <SignedInDocument t={all} account={userId}>
      <h1>{t.title}</h1>
      <p>{t.intro(<Address email={email} />)}</p>
      <p>{t.explain}</p>
      <p>
        <a className="button" href={next}>
          {t.continue}
        </a>
      </p>
    </SignedInDocument>
  )
}
