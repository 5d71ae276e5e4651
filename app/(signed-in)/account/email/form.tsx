'use client'

import type { ComponentProps } from 'react'
import { cancelEmailChange, changeEmail } from '@/app/(signed-in)/account/email/actions'
import { ForAccount } from '@/app/(signed-in)/for-account'
import { Field } from '@/app/field'
import { ActionForm, SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'

type Button = { submit: string; submitting: string }

/**
 * @param props.account whose address it changes
 * @param props.typed what the field begins with
 * @param props.notSent the email to this address, about a change that was requested here, failed
 */
export function EmailForm(
  props: Button & {
    account: string
    label: string
    input: ComponentProps<'input'>
    typed?: string
    notSent?: { email: string; problem: string }
  },
) {
  const { state, submission } = useSubmission(changeEmail, {
    email: props.typed ?? props.notSent?.email,
    problem: props.notSent?.problem,
  })
  return (
    <SubmissionForm id="new-email" submission={submission} noValidate>
      <ForAccount id={props.account} />
      <Field label={props.label} answer={state} {...props.input} defaultValue={state.email} />
      <SubmitButton label={props.submit} working={props.submitting} />
    </SubmissionForm>
  )
}

export function CancelForm({ account, submit, submitting }: Button & { account: string }) {
  return (
    <ActionForm action={cancelEmailChange}>
      <ForAccount id={account} />
      <SubmitButton label={submit} working={submitting} className="secondary" />
    </ActionForm>
  )
}
