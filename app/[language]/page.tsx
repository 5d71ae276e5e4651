import { AnnounceSignOut } from '@/app/announce-sign-out'
import { copy } from '@/app/copy'
import { SignInForm } from '@/app/form'
import { signInCopy } from '@/app/sign-in-copy'

/** The form as most visitors first see it, prerendered. See also sign-in/page.tsx. */
export default async function SignInPage() {
  return (
    <>
      <AnnounceSignOut />
      <SignInForm copy={signInCopy(await copy())} />
    </>
  )
}
