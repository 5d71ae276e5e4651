'use client'

import { useFormStatus } from 'react-dom'

/** A form's button. While the form is on its way, a second press does nothing. */
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
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending ? props.working : props.label}
    </button>
  )
}
