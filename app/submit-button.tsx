'use client'

import { useFormStatus } from 'react-dom'

/** The button of a `SubmissionForm`, which says when it's on its way. */
export function SubmitButton(props: {
  label: string
  working: string
  className?: string
  describedBy?: string
}) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      className={props.className}
      // Not `disabled`: that would take the focus away.
      aria-disabled={pending || undefined}
      aria-describedby={props.describedBy}
    >
      {pending ? props.working : props.label}
    </button>
  )
}
