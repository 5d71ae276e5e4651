'use client'

import { type ComponentProps, useActionState } from 'react'
import { type CodeState, signInWithCode } from '@/app/check-email/actions'
import { Field } from '@/app/field'
import { SubmitButton } from '@/app/submit-button'
import { checkEmail as t } from '@/lib/copy'

/**
 * @param props.className of the button, which isn't always the thing to press
 * @param props.answer to what was typed into an earlier build's form
 */
export function CodeForm(props: { className?: string; answer?: CodeState }) {
  const [state, action] = useActionState(signInWithCode, props.answer ?? {})
  return (
    <form action={action} noValidate>
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
    </form>
  )
}

// Pasted "123 456" is complete, too.
const submitWhenComplete: ComponentProps<'input'>['onInput'] = ({ currentTarget }) => {
  if (/^\D*(\d\D*){6}$/.test(currentTarget.value)) currentTarget.form?.requestSubmit()
}
