'use client'

import { forgetAddress, type SendLinkState, sendLink } from '@/app/actions'
import { ChallengeFields } from '@/app/challenge'
import { emailInput } from '@/app/email-input'
import { Field } from '@/app/field'
import { RememberMe } from '@/app/remember'
import type { SignInCopy } from '@/app/sign-in-copy'
import { ActionForm, SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'

/**
 * @param props.copy whose sentences it has
 * @param props.next where they were going
 * @param props.email what the field begins with
 * @param props.remember whether "Keep me signed in" begins ticked
 * @param props.answer to what was typed into an earlier build’s form
 * @param props.canForget whether this browser remembers an address from an earlier sign-in
 */
export function SignInForm(props: {
  copy: SignInCopy
  next?: string
  email?: string
  remember?: boolean
  answer?: SendLinkState
  canForget?: boolean
}) {
  const { signInForm: t, common } = props.copy
  const { state, submission } = useSubmission(sendLink, props.answer ?? {})
  return (
    <>
      <SubmissionForm id="sign-in" submission={submission} noValidate>
        <h1>{t.title}</h1>
        <p>{t.intro}</p>
        {props.next && <input type="hidden" name="next" value={props.next} />}
        <Field
          label={common.email}
          answer={state}
          {...emailInput(props.copy)}
          defaultValue={state.email ?? props.email}
        />
        <RememberMe label={common.keepSignedIn} isTicked={state.remember ?? props.remember ?? true} />
        <ChallengeFields challenge={state.challenge} />
        <SubmitButton label={t.submit} working={t.submitting} />
      </SubmissionForm>
      {props.canForget && (
        <ActionForm action={forgetAddress}>
          <button type="submit" className="plain">
            {t.forget}
          </button>
        </ActionForm>
      )}
    </>
  )
}
