import { redirect } from 'next/navigation'
import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'
import { currentSessionIfKnown, HOME, lastEmail, parseReturnPath, pendingAttemptIfKnown } from '@/lib/auth'

/**
 * What `/` shows if something is known about the visitor: next.config.ts rewrites to here if there
 * is a return path or one of our cookies. Asks the session's row, not its cookie: otherwise a
 * revoked session would be redirected in circles.
 */
export default async function SignInPage(props: PageProps<'/sign-in'>) {
  const next = parseReturnPath((await props.searchParams).next)
  if (await currentSessionIfKnown()) redirect(next ?? HOME)
  const [attempt, known] = [await pendingAttemptIfKnown(), await lastEmail()]
  // A visitor who comes back from the waiting room to fix the address keeps the return path.
  return (
    <>
      <AnnounceSignOut />
      <SignInForm
        next={next ?? attempt?.next}
        email={attempt?.email ?? known}
        remember={attempt?.remember}
        canForget={known !== undefined}
      />
    </>
  )
}
