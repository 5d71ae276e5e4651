'use client'

import { useActionState } from 'react'
import { askForAddress, stopAsking } from '@/app/(signed-in)/account/email/actions'
import { Field } from '@/app/field'
import { SubmitButton } from '@/app/submit-button'
import { signInForm, changeAddress as t } from '@/lib/copy'

/** @param props.email what the field begins with */
export function AddressForm({ email }: { email?: string }) {
  const [state, action] = useActionState(askForAddress, {})
  return (
    <form action={action} noValidate>
      <Field
        label={t.newAddress}
        answer={state}
        name="email"
        type="email"
        defaultValue={state.email ?? email}
        placeholder={signInForm.emailPlaceholder}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SubmitButton label={t.submit} working={t.submitting} />
    </form>
  )
}

export function StopForm() {
  return (
    <form action={stopAsking}>
      <SubmitButton label={t.waiting.stop} working={t.waiting.stopping} className="secondary" />
    </form>
  )
}
