import type { Copy } from '@/lib/copy'

/** The sentences of the sign-in form alone: a page sends along what its scripts are given. */
export const signInCopy = ({ signInForm, common: { email, keepSignedIn } }: Copy) => ({
  signInForm,
  common: { email, keepSignedIn },
})

export type SignInCopy = ReturnType<typeof signInCopy>
