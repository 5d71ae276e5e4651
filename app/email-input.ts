import type { Copy } from '@/lib/copy'

/** What every input for an email address has. */
export const emailInput = ({ signInForm }: Pick<Copy, 'signInForm'>) => ({
  ...EMAIL_INPUT,
  placeholder: signInForm.emailPlaceholder,
})

const EMAIL_INPUT = {
  name: 'email',
  type: 'email',
  autoComplete: 'email',
  autoCapitalize: 'none',
  spellCheck: false,
} as const
