import type { ReactNode } from 'react'
import { AnnounceSignIn } from '@/app/(signed-in)/announce-sign-in'

/** Around every page behind the door. It guards nothing: layouts aren't made anew for each page, so each page asks. */
export default function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AnnounceSignIn />
      {children}
    </>
  )
}
