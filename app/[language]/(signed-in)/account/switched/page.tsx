import type { Metadata } from 'next'
import { Address } from '@/app/address'
import { HOME, parseReturnPath, requireSession } from '@/lib/auth'
import { switchedPage as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** For a visitor who sent a form that was made for another account. */
export default async function SwitchedPage(props: PageProps<'/[language]/account/switched'>) {
  const next = parseReturnPath((await props.searchParams).next) ?? HOME
  const { email } = await requireSession(next)
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro(<Address email={email} />)}</p>
      <p>{t.explain}</p>
      <p>
        <a className="button" href={next}>
          {t.continue}
        </a>
      </p>
    </>
  )
}
