import { redirect } from 'next/navigation'
import { SignInDocument, signInMetadata } from '@/app/sign-in-document'
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
    <SignInDocument
      t={t}
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
  )
}
