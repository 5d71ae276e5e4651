import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { WatchAccount } from '@/app/[language]/(signed-in)/watch-account'
import { copy } from '@/app/copy'
import { currentSessionIfKnown } from '@/lib/auth'
import { typedBefore } from '@/lib/http'

/** Who stays may want it on their home screen. The form does without a further request. */
export const metadata: Metadata = { manifest: '/manifest.webmanifest' }

/**
 * Around every signed-in page. It guards nothing, because layouts don't render again on navigation:
 * each page asks.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { errors } = await copy()
  const session = await currentSessionIfKnown()
  return (
    <>
      {session && <WatchAccount account={session.userId} />}
      {(await typedBefore(['/dashboard', '/account'])) && (
        <p className="problem" role="alert">
          {errors.outdated}
        </p>
      )}
      {children}
    </>
  )
}
