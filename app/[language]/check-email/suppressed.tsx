'use client'

import { liftSuppression } from '@/app/[language]/check-email/lift-suppression'
import { Address } from '@/app/address'
import { ChallengeFields } from '@/app/challenge'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import type { PendingAttempt } from '@/lib/auth'
import { checkEmail as t } from '@/lib/copy'

/**
 * Why no email was sent, and a way on: for a browser that has known the address for a day, and may
 * hear it.
 * @param props.suppression its times are milliseconds since 1970
 */
export function Suppressed(props: {
  email: string
  suppression: NonNullable<PendingAttempt['suppression']>
}) {
  const { state, submission } = useSubmission(liftSuppression, {})
  const { reason, since, until } = props.suppression
  return (
    <SubmissionForm submission={submission}>
      <h1>{t.suppressed.title}</h1>
      <p>{t.suppressed[reason](<Address email={props.email} />, new Date(since))}</p>
      <p>{until ? t.suppressed.waitOrSend(new Date(until)) : t.suppressed.send}</p>
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <ChallengeFields challenge={state.challenge} />
      <SubmitButton label={t.suppressed.submit} working={t.sending} />
    </SubmissionForm>
  )
}
