import { SignInForm } from '@/app/form'

/** The form as most visitors first see it: nothing to fill in, so it is prerendered. See also sign-in/page.tsx. */
export default function SignInPage() {
  return <SignInForm />
}
