import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'

/** The form as most visitors first see it, prerendered. See also sign-in/page.tsx. */
export default function SignInPage() {
  return (
    <>
      <AnnounceSignOut />
      <SignInForm />
    </>
  )
}
