'use client'

import { reauthenticate } from '@/app/(signed-in)/account/reauthenticate/actions'
import { ForAccount } from '@/app/(signed-in)/for-account'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'

/**
 * @param props.account who signs in again
 * @param props.next where they were going
 */
export function ReauthenticateForm(props: {
  submit: string
  submitting: string
  account: string
  next: string
}) {
  const { state, submission } = useSubmission(reauthenticate, {})
  return (
    <SubmissionForm submission={submission}>
      <ForAccount id={props.account} />
      <input type="hidden" name="next" value={props.next} />
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <SubmitButton label={props.submit} working={props.submitting} />
    </SubmissionForm>
  )
}
