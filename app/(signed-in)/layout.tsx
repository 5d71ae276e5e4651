import type { ReactNode } from 'react'
import { AnnounceSignIn } from '@/app/(signed-in)/announce-sign-in'

/**
 * Around every signed-in page. It guards nothing, because layouts don't render again on navigation:
 * each page asks.
 */
export default function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AnnounceSignIn />
      {children}
    </>
  )
}
