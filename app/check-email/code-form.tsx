'use client'

import type { ComponentProps } from 'react'
import { signInWithCode } from '@/app/check-email/actions'
import { Field } from '@/app/field'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import { checkEmail as t } from '@/lib/copy'

/** @param props.className of the button, which isn't always the thing to press */
export function CodeForm(props: { className?: string }) {
  const { state, submission } = useSubmission(signInWithCode, {})
  return (
    <SubmissionForm submission={submission} noValidate>
      <p>{t.elsewhere}</p>
      <Field
        label={t.code}
        answer={state}
        name="code"
        className="code"
        defaultValue={state.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        onInput={submitWhenComplete}
      />
      <SubmitButton label={t.submit} working={t.submitting} className={props.className} />
    </SubmissionForm>
  )
}

// Pasted "123 456" is complete, too.
const submitWhenComplete: ComponentProps<'input'>['onInput'] = ({ currentTarget }) => {
  if (/^\D*(\d\D*){6}$/.test(currentTarget.value)) currentTarget.form?.requestSubmit()
}
