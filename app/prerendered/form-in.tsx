import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'
import { PageDocument } from '@/app/page-document'
import { signInCopy, signInMetadata } from '@/app/sign-in-copy'
import { copyIn, type Language } from '@/lib/copy'

/**
 * The page and the head of the form as most visitors first see it, in one language. Each has a page of
 * its own, because one without parameters costs a fifth less. See also (public)/sign-in.
 */
export function formIn(language: Language): { Page: () => ReactNode; metadata: Metadata } {
  const t = copyIn(language)
  return {
    metadata: signInMetadata(t),
    Page: () => (
      <PageDocument t={t}>
        <AnnounceSignOut />
        <SignInForm copy={signInCopy(t)} />
      </PageDocument>
    ),
  }
}
