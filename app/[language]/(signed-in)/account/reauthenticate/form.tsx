'use client'

import { reauthenticate } from '@/app/[language]/(signed-in)/account/reauthenticate/actions'
import { ForAccount } from '@/app/[language]/(signed-in)/for-account'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import { reauthenticatePage as t } from '@/lib/copy'

/**
 * @param props.account who signs in again
 * @param props.next where they were going
 */
export function ReauthenticateForm({ account, next }: { account: string; next: string }) {
  const { state, submission } = useSubmission(reauthenticate, {})
  return (
    <SubmissionForm submission={submission}>
      <ForAccount id={account} />
      <input type="hidden" name="next" value={next} />
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <SubmitButton label={t.submit} working={t.submitting} />
    </SubmissionForm>
  )
}
