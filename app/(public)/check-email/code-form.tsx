'use client'

import { type FormEvent, useRef } from 'react'
import { type CodeState, signInWithCode } from '@/app/(public)/check-email/actions'
import { typedCode } from '@/app/(public)/check-email/typed-code'
import { Field } from '@/app/field'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import type { Copy } from '@/lib/copy'

type CodeCopy = Pick<Copy['checkEmail'], 'elsewhere' | 'code' | 'submit' | 'submitting'>

/**
 * @param props.t what its page sends along
 * @param props.className of the button, which isn't always the thing to press
 * @param props.answer to what was typed into an earlier build's form
 */
export function CodeForm(props: { t: CodeCopy; className?: string; answer?: CodeState }) {
  const { t } = props
  const { state, submission } = useSubmission(signInWithCode, props.answer ?? {})
  const submitted = useRef<string>(undefined)
  // Each code once: what is typed after it submits nothing.
  const submitWhenComplete = ({ currentTarget }: FormEvent<HTMLInputElement>) => {
    const code = typedCode(currentTarget.value)
    if (!code || code === submitted.current) return
    submitted.current = code
    currentTarget.form?.requestSubmit()
  }
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
        onInput={submitWhenComplete}
      />
      <SubmitButton label={t.submit} working={t.submitting} className={props.className} />
    </SubmissionForm>
  )
}
