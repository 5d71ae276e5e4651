import { redirect } from 'next/navigation'
import { SignInForm } from '@/app/form'
import { currentSession } from '@/lib/session/guard'
import { HOME, parseReturnPath } from '@/lib/sign-in/return-path'

/**
 * What `/` shows to a visitor of whom something is known: next.config.ts leads here where there is a return path or a
 * session cookie. The row is asked, not the cookie's seal, or an ended session would go round in circles.
 */
export default async function SignInPage(props: PageProps<'/sign-in'>) {
  const next = parseReturnPath((await props.searchParams).next)
  if (await currentSession()) redirect(next ?? HOME)
  return <SignInForm next={next} />
}
