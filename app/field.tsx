'use client'

import { type ComponentProps, useEffect, useId, useRef } from 'react'

type FieldProps = ComponentProps<'input'> & {
  label: string
  /** What the form's action answered last. Each answer with a problem brings the focus back, the same one again too. */
  answer: { problem?: string }
}

/** A labelled input. What is wrong with it stands below, and is read out. */
export function Field({ label, answer, ...input }: FieldProps) {
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (answer.problem) ref.current?.focus()
  }, [answer])
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        ref={ref}
        id={id}
        aria-invalid={answer.problem ? true : undefined}
        aria-describedby={`${id}-problem`}
      />
      <p id={`${id}-problem`} className="problem" role="alert">
        {answer.problem}
      </p>
    </div>
  )
}
