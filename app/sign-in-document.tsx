import type { Metadata } from 'next'
import type { ComponentProps } from 'react'
import { AnnounceSignOut } from '@/app/announce-sign-out'
import { SignInForm } from '@/app/form'
import { PageDocument } from '@/app/page-document'
import { signInCopy } from '@/app/sign-in-copy'
import type { Copy } from '@/lib/copy'

type Form = Omit<ComponentProps<typeof SignInForm>, 'copy'>

/** The page of the form: prerendered, and by (public)/sign-in with what is known about the visitor. */
export function SignInDocument({ t, ...form }: Form & { t: Copy }) {
  return (
    <PageDocument t={t} typedIn="sign-in">
      <AnnounceSignOut />
      <SignInForm copy={signInCopy(t)} {...form} />
    </PageDocument>
  )
}

/** What that page is called, in tabs and by search engines. */
export const signInMetadata = ({ signInForm: { title, intro } }: Copy): Metadata => ({
  title,
  description: intro,
})
