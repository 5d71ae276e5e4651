import type { ReactNode } from 'react'
import { WatchAccount } from '@/app/(signed-in)/watch-account'
import { PageDocument } from '@/app/page-document'
import type { Copy } from '@/lib/copy'
import { typedBefore } from '@/lib/http'

/**
 * Around what a signed-in page shows. It guards nothing: the page does, and knows the account.
 * @param props.account the session's `userId`
 */
export async function SignedInDocument(props: { t: Copy; account: string; children: ReactNode }) {
  const { t, account, children } = props
  return (
    <PageDocument t={t}>
      {/* Who stays may want it on their home screen. The form does without a further request. */}
      <link rel="manifest" href="/manifest.webmanifest" />
      <WatchAccount account={account} />
      {(await typedBefore(['/dashboard', '/account'])) && (
        <p className="problem" role="alert">
          {t.errors.outdated}
        </p>
      )}
      {children}
    </PageDocument>
  )
}
