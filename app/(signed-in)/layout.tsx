import type { ReactNode } from 'react'
import { WatchAccount } from '@/app/(signed-in)/watch-account'
import { PageDocument, pageMetadata } from '@/app/page-document'
import { currentSessionIfKnown } from '@/lib/auth'
import { copyForRequest, typedBefore } from '@/lib/http'

export const generateMetadata = async () => ({
  ...pageMetadata(await copyForRequest()),
  // Who stays may want it on their home screen. The form does without a further request.
  manifest: '/manifest.webmanifest',
})

/**
 * Around every signed-in page. It guards nothing, because layouts don't render again on navigation:
 * each page asks.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const t = await copyForRequest()
  const session = await currentSessionIfKnown()
  return (
    <PageDocument t={t}>
      {session && <WatchAccount account={session.userId} />}
      {(await typedBefore(['/dashboard', '/account'])) && (
        <p className="problem" role="alert">
          {t.errors.outdated}
        </p>
      )}
      {children}
    </PageDocument>
  )
}
