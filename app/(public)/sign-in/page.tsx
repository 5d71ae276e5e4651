import { redirect } from 'next/navigation'
import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'
import { PageDocument } from '@/app/page-document'
import { signInCopy, signInMetadata } from '@/app/sign-in-copy'
import { currentSessionIfKnown, HOME, lastEmail, parseReturnPath, pendingAttemptIfKnown } from '@/lib/auth'
import { suggestEmail } from '@/lib/email'
import { copyForRequest, typedBefore } from '@/lib/http'

export const generateMetadata = async () => signInMetadata(await copyForRequest())

/**
 * What `/` shows if something is known about the visitor: next.config.ts rewrites to here if there
 * is a return path or one of our cookies. Asks the session's row, not its cookie: otherwise a
 * revoked session would be redirected in circles.
 */
export default async function SignInPage(props: PageProps<'/sign-in'>) {
  const query = await props.searchParams
  const next = parseReturnPath(query.next)
  if (await currentSessionIfKnown()) redirect(next ?? HOME)
  const [attempt, known] = [await pendingAttemptIfKnown(), await lastEmail()]
  const email = attempt?.email ?? known
  const typed = await typedBefore(['/', '/sign-in'])
  const t = await copyForRequest()
  // A visitor who comes back from the waiting room to fix the address keeps the return path.
  return (
    <PageDocument t={t} typedIn="sign-in">
      <AnnounceSignOut />
      <SignInForm
        copy={signInCopy(t)}
        next={next ?? attempt?.next}
        email={(query.suggested !== undefined && email && suggestEmail(email)) || email}
        remember={attempt?.remember}
        answer={
          typed && {
            email: typed.email,
            remember: typed.remember && typed.remember === 'yes',
            problem: typed.unsent ? undefined : t.errors.outdated,
          }
        }
        canForget={known !== undefined}
      />
    </PageDocument>
  )
}
