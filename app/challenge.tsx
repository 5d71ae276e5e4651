'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { ShownChallenge } from '@/app/shown-challenge'

/**
 * Part of a form whose answer was a challenge: does the work and submits the form again. Without
 * JavaScript, or if that fails, it says how long to wait before pressing the button.
 */
export function ChallengeFields({ challenge }: { challenge: ShownChallenge | undefined }) {
  return (
    <>
      {/* Always there, or screen readers don't notice its first text. */}
      <p className="quiet" role="status">
        {challenge && <Work key={challenge.ticket} challenge={challenge} />}
      </p>
      {challenge && <input type="hidden" name="ticket" value={challenge.ticket} />}
    </>
  )
}

function Work({ challenge }: { challenge: ShownChallenge }) {
  const nonce = useRef<HTMLInputElement>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const hasJavaScript = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  useEffect(() => {
    const stop = new AbortController()
    const work = async () => {
      const { solveChallenge } = await import('./solve-challenge')
      const found = await solveChallenge(challenge, stop.signal)
      if (!nonce.current) return
      nonce.current.value = found
      nonce.current.form?.requestSubmit()
    }
    work().catch(() => stop.signal.aborted || setHasFailed(true))
    return () => stop.abort()
  }, [challenge])
  return (
    <>
      {hasJavaScript && !hasFailed ? challenge.working : challenge.wait}
      <input type="hidden" name="nonce" ref={nonce} />
    </>
  )
}
