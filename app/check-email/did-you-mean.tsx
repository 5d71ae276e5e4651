'use client'

import { useActionState } from 'react'
import { sendLink } from '@/app/actions'
import { Address } from '@/app/address'
import { ChallengeFields } from '@/app/challenge'
import { SubmitButton } from '@/app/submit-button'
import { checkEmail as t } from '@/lib/copy'

/** Suggests a corrected address. The email to the address as typed is already on its way. */
export function DidYouMean(props: { email: string; next: string }) {
  const [state, action] = useActionState(sendLink, {})
  return (
    <form action={action} className="hint">
      <p>{t.didYouMean(<Address email={props.email} />)}</p>
      <input type="hidden" name="email" value={props.email} />
      <input type="hidden" name="next" value={props.next} />
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <ChallengeFields challenge={state.challenge} />
      <SubmitButton label={t.sendThere} working={t.sending} className="secondary" />
    </form>
  )
}
