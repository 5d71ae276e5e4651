'use client'

import { cancelEmailChange, changeEmail } from '@/app/[language]/(signed-in)/account/email/actions'
import { ForAccount } from '@/app/[language]/(signed-in)/for-account'
import { EMAIL_INPUT } from '@/app/email-input'
import { Field } from '@/app/field'
import { ActionForm, SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import { problemOf, emailPage as t } from '@/lib/copy'

/**
 * @param props.account whose address it changes
 * @param props.typed what the field begins with
 * @param props.notSentTo the email to this address, about a change that was requested here, failed
 */
export function EmailForm(props: { account: string; typed?: string; notSentTo?: string }) {
  const problem = props.notSentTo ? problemOf({ reason: 'not-sent' }) : undefined
  const { state, submission } = useSubmission(changeEmail, {
    email: props.typed ?? props.notSentTo,
    problem,
  })
  return (
    <SubmissionForm submission={submission} noValidate>
      <ForAccount id={props.account} />
      <Field label={t.newAddress} answer={state} {...EMAIL_INPUT} defaultValue={state.email} />
      <SubmitButton label={t.submit} working={t.submitting} />
    </SubmissionForm>
  )
}

export function CancelForm({ account }: { account: string }) {
  return (
    <ActionForm action={cancelEmailChange}>
      <ForAccount id={account} />
      <SubmitButton label={t.waiting.cancel} working={t.waiting.canceling} className="secondary" />
    </ActionForm>
  )
}
