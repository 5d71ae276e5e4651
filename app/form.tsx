'use client'

import { useActionState } from 'react'
import { sendLink } from '@/app/actions'
import { Field } from '@/app/field'
import { common, signInForm as t } from '@/lib/texts'

/** @param props.next where they were going */
export function SignInForm({ next }: { next?: string }) {
  const [state, action, isPending] = useActionState(sendLink, {})
  return (
    <form action={action} noValidate>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        label={common.email}
        problem={state.problem}
        name="email"
        type="email"
        defaultValue={state.email}
        placeholder={t.emailPlaceholder}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <button type="submit" aria-disabled={isPending}>
        {isPending ? t.submitting : t.submit}
      </button>
    </form>
  )
}
