'use client'

import { useActionState } from 'react'
import { signInWithCode } from '@/app/check-email/actions'
import { Field } from '@/app/field'
import { checkEmail as t } from '@/lib/texts'

export function CodeForm() {
  const [state, action, isPending] = useActionState(signInWithCode, {})
  return (
    <form action={action} noValidate>
      <p id="elsewhere">{t.elsewhere}</p>
      <Field
        label={t.code}
        problem={state.problem}
        name="code"
        className="code"
        defaultValue={state.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
      />
      <button type="submit" aria-disabled={isPending}>
        {isPending ? t.submitting : t.submit}
      </button>
    </form>
  )
}
