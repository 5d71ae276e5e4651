'use client'

import { useEffect, useRef } from 'react'

/** What has just been done. It takes the focus, since the button that did it may be gone. */
export function Done({ message }: { message?: string }) {
  const ref = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (message) ref.current?.focus()
  }, [message])
  return (
    <p ref={ref} className="done" role="status" tabIndex={-1}>
      {message}
    </p>
  )
}
