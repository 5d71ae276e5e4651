import type { ReactNode } from 'react'
import { WatchAccount } from '@/app/[language]/(signed-in)/watch-account'
import { copy } from '@/app/copy'
import { currentSessionIfKnown } from '@/lib/auth'
import { typedBefore } from '@/lib/http'

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
