'use client'

import { type ComponentProps, useEffect, useId, useRef } from 'react'

/** A labelled input. What is wrong with it stands below, is read out, and brings the focus back to it. */
export function Field({
  label,
  problem,
  ...input
}: { label: string; problem?: string } & ComponentProps<'input'>) {
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (problem) ref.current?.focus()
  }, [problem])
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        ref={ref}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-problem`}
      />
      <p id={`${id}-problem`} className="problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
