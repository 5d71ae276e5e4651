import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AnnounceSignOut } from '@/app/announce-sign-out'
import { currentSessionIfKnown, HOME } from '@/lib/auth'
import { goodbye as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

export default async function GoodbyePage() {
  // Any link can lead here. For a visitor who is signed in, it isn't true.
  if (await currentSessionIfKnown()) redirect(HOME)
  return (
    <>
      <AnnounceSignOut />
      <h1>{t.title}</h1>
      <p>{t.explain}</p>
      <p>
        <a href="/">{t.again}</a>
      </p>
    </>
  )
}
