import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'
import { signInCopy } from '@/app/sign-in-copy'
import { copyIn, languageOrFirst } from '@/lib/copy'

/** The form as most visitors first see it, prerendered. See also sign-in/page.tsx. */
export default async function SignInPage({ params }: PageProps<'/prerendered/[language]'>) {
  const { language } = await params
  return (
    <>
      <AnnounceSignOut />
      <SignInForm copy={signInCopy(copyIn(languageOrFirst(language)))} />
    </>
  )
}
