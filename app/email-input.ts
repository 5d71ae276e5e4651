import { signInForm } from '@/lib/copy'

/** What every input for an email address has. */
export const EMAIL_INPUT = {
  name: 'email',
  type: 'email',
  placeholder: signInForm.emailPlaceholder,
  autoComplete: 'email',
  autoCapitalize: 'none',
  spellCheck: false,
} as const
