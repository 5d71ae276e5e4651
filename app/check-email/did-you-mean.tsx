'use client'

import { useActionState } from 'react'
import { sendLink } from '@/app/actions'
import { SubmitButton } from '@/app/submit-button'
import { checkEmail as t } from '@/lib/copy'

/** "Did you mean …?", with one press to send it there. The mail to the address as typed is on its way already. */
export function DidYouMean(props: { email: string; next: string }) {
  const [state, action] = useActionState(sendLink, {})
  return (
    <form action={action} className="hint">
      <p>
        {t.didYouMean} <strong className="address">{props.email}</strong>?
      </p>
      <input type="hidden" name="email" value={props.email} />
      <input type="hidden" name="next" value={props.next} />
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <SubmitButton label={t.sendThere} working={t.sending} className="secondary" />
    </form>
  )
}
