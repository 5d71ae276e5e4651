import type { Metadata } from 'next'
import type { Copy } from '@/lib/copy'

/** The sentences of the sign-in form alone: a page sends along what its scripts are given. */
export const signInCopy = ({ signInForm, common: { email, keepSignedIn } }: Copy) => ({
  signInForm,
  common: { email, keepSignedIn },
})

/** What the form's page is called, in tabs and by search engines. */
export const signInMetadata = ({ signInForm: { title, intro } }: Copy): Metadata => ({
  title,
  description: intro,
})

export type SignInCopy = ReturnType<typeof signInCopy>
