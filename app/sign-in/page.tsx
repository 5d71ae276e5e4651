import { redirect } from 'next/navigation'
import { SignInForm } from '@/app/form'
import { currentSessionIfKnown } from '@/lib/auth/guard'
import { readPending, readRemembered } from '@/lib/auth/request-magic-link'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'

/**
 * What `/` shows to a visitor of whom something is known: next.config.ts leads here where there is a return path or one
 * of our cookies. The session's row is asked, not its seal, or an ended session would go round in circles.
 */
export default async function SignInPage(props: PageProps<'/sign-in'>) {
  const next = parseReturnPath((await props.searchParams).next)
  if (await currentSessionIfKnown()) redirect(next ?? HOME)
  const asked = (await readPending())?.attempt
  const remembered = await readRemembered()
  // Whoever comes back from the waiting room to mend the address still wants to go to the same place.
  return (
    <SignInForm
      next={next ?? asked?.next}
      email={asked?.email ?? remembered?.email}
      keep={asked?.keep}
      canForget={!!remembered}
    />
  )
}
