'use client'

import { useActionState } from 'react'
import { cancelEmailChange, changeEmail } from '@/app/(signed-in)/account/email/actions'
import { EMAIL_INPUT } from '@/app/email-input'
import { Field } from '@/app/field'
import { SubmitButton } from '@/app/submit-button'
import { emailPage as t } from '@/lib/copy'

export function EmailForm() {
  const [state, action] = useActionState(changeEmail, {})
  return (
    <form action={action} noValidate>
      <Field label={t.newAddress} answer={state} {...EMAIL_INPUT} defaultValue={state.email} />
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
