import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'
import { PageDocument } from '@/app/page-document'
import { signInCopy } from '@/app/sign-in-copy'
import type { Copy } from '@/lib/copy'

/** The form as most visitors first see it. See also (public)/sign-in. */
export function PrerenderedForm({ t }: { t: Copy }) {
  return (
    <PageDocument t={t} typedIn="sign-in">
      <AnnounceSignOut />
      <SignInForm copy={signInCopy(t)} />
    </PageDocument>
  )
}
