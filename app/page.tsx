import { SignInDocument, signInMetadata } from '@/app/sign-in-document'
import { copyIn, LANGUAGES } from '@/lib/copy'

const t = copyIn(LANGUAGES[0])

export const metadata = signInMetadata(t)

/** Not under its language, because a page without parameters costs a tenth less. */
export default function HomePage() {
  return <SignInDocument t={t} />
}
