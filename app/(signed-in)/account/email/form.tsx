'use client'

import { useActionState } from 'react'
import { cancelEmailChange, changeEmail } from '@/app/(signed-in)/account/email/actions'
import { Field } from '@/app/field'
import { SubmitButton } from '@/app/submit-button'
import { signInForm, emailPage as t } from '@/lib/copy'

export function EmailForm() {
  const [state, action] = useActionState(changeEmail, {})
  return (
    <form action={action} noValidate>
      <Field
        label={t.newAddress}
        answer={state}
        name="email"
        type="email"
        defaultValue={state.email}
        placeholder={signInForm.emailPlaceholder}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SubmitButton label={t.submit} working={t.submitting} />
    </form>
  )
}

export function CancelForm() {
  return (
    <form action={cancelEmailChange}>
      <SubmitButton label={t.waiting.cancel} working={t.waiting.canceling} className="secondary" />
    </form>
  )
}
