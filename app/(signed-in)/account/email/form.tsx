'use client'

import { useActionState } from 'react'
import { cancelEmailChange, changeEmail } from '@/app/(signed-in)/account/email/actions'
import { EMAIL_INPUT } from '@/app/email-input'
import { Field } from '@/app/field'
import { SubmitButton } from '@/app/submit-button'
import { problemOf, emailPage as t } from '@/lib/copy'

/** @param props.notSentTo the email to this address, about a change that was requested here, failed */
export function EmailForm(props: { notSentTo?: string }) {
  const problem = props.notSentTo ? problemOf({ reason: 'not-sent' }) : undefined
  const [state, action] = useActionState(changeEmail, { email: props.notSentTo, problem })
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
