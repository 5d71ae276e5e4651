import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ConfirmForm } from '@/app/(signed-in)/account/reauthenticate/form'
import { requireSession } from '@/lib/auth/guard'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'
import { isRecent } from '@/lib/auth/session-lifetime'
import { confirmIdentity as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** Somebody who signed in a while ago, on the way to what wants a recent sign-in. */
export default async function ConfirmPage(props: PageProps<'/account/reauthenticate'>) {
  const next = parseReturnPath((await props.searchParams).next) ?? HOME
  const session = await requireSession(next)
  if (isRecent(session)) redirect(next)
  return (
    <>
      <h1>{t.title}</h1>
      <p>
        {t.intro} <strong className="address">{session.email}</strong>.
      </p>
      <p>{t.explain}</p>
      <ConfirmForm next={next} />
      <p className="quiet">
        <a href={next}>{t.back}</a>
      </p>
    </>
  )
}
