'use client'

import type { ReactNode } from 'react'
import { liftSuppression } from '@/app/(public)/check-email/lift-suppression'
import { ChallengeFields } from '@/app/challenge'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'

/**
 * Why no email was sent, and a way on: for a browser that has known the address for a day, and may
 * hear it.
 * @param props.children why
 */
export function Suppressed(props: { children: ReactNode; submit: string; submitting: string }) {
  const { state, submission } = useSubmission(liftSuppression, {})
  return (
    <SubmissionForm submission={submission}>
      {props.children}
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <ChallengeFields challenge={state.challenge} />
      <SubmitButton label={props.submit} working={props.submitting} />
    </SubmissionForm>
  )
}
