'use client'

import { type ComponentProps, useEffect, useId, useRef } from 'react'

type FieldProps = ComponentProps<'input'> & {
  label: string
  /** The latest answer. Each problem moves the focus back here, even the same one twice. */
  answer: { problem?: string }
}

/** A labeled input. Its problem is shown below it and read out. */
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
