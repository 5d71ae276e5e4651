import { redirect } from 'next/navigation'
import { AnnounceSignOut } from '@/app/announce-sign-out'
import { PageDocument } from '@/app/page-document'
import { titled } from '@/app/titled'
import { currentSessionIfKnown, HOME } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = titled(({ goodbye }) => goodbye.title)

export default async function GoodbyePage() {
  // Any link can lead here. For a visitor who is signed in, it isn't true.
  if (await currentSessionIfKnown()) redirect(HOME)
  const all = await copyForRequest()
  const t = all.goodbye
  return (
    <PageDocument t={all}>
      <AnnounceSignOut />
      <h1>{t.title}</h1>
      <p>{t.explain}</p>
      <p>
        <a href="/">{t.again}</a>
      </p>
    </PageDocument>
  )
}
