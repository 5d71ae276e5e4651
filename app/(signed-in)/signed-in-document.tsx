import { WatchAccount } from '@/app/(signed-in)/watch-account'
import { type DocumentProps, PageDocument } from '@/app/page-document'
import { typedBefore } from '@/lib/http'

/**
 * Around what a signed-in page shows. It guards nothing: the page does, and knows the account.
 * @param props.account the session's `userId`
 */
export async function SignedInDocument(props: DocumentProps & { account: string }) {
  const { account, children, ...document } = props
  const typed = await typedBefore(['/dashboard', '/account'])
  return (
    <PageDocument {...document}>
      {/* Who stays may want it on their home screen. The form does without a further request. */}
      <link rel="manifest" href="/manifest.webmanifest" />
      <WatchAccount account={account} />
      {typed && !typed.unsent && (
        <p className="problem" role="alert">
          {document.t.errors.outdated}
        </p>
      )}
      {children}
    </PageDocument>
  )
}
