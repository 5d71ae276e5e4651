'use client'

import { useEffect, useState } from 'react'
import { sendAgain } from '@/app/(public)/check-email/actions'
import { ChallengeFields } from '@/app/challenge'
import { SubmissionForm, useSubmission } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'

/**
 * Sends the next email, and counts down until then. Without JavaScript the countdown is only as
 * fresh as the page; the server enforces it. A screen reader hears it with the button, and once
 * more when it is over, not every second.
 *
 * @param props.t its sentences; `waitFor` has `{soon}` where the time goes
 * @param props.wait milliseconds from now
 * @param props.requestedAt when the last email was requested: each one restarts the countdown
 * @param props.isFirst this is the thing to do: the last email failed, or no longer works
 */
export function SendAgain({
  t,
  wait,
  requestedAt,
  isFirst,
}: {
  t: Record<'waitFor' | 'mayNow' | 'sendAgain' | 'sending' | 'locale', string>
  wait: number
  requestedAt: number
  isFirst: boolean
}) {
  const { state, submission } = useSubmission(sendAgain, {})
  const seconds = useCountdown(wait, requestedAt)
  const isEarly = state.tooEarly && seconds > 0
  return (
    <SubmissionForm submission={submission}>
      {!isFirst && (
        <p
          id="send-again"
          className={isEarly ? 'problem' : 'quiet'}
          role="timer"
          aria-live="off"
          suppressHydrationWarning
        >
          {seconds > 0 ? t.waitFor.replace('{soon}', soon(seconds, t.locale)) : t.mayNow}
        </p>
      )}
      <p className="problem" role="alert">
        {state.problem}
      </p>
      <p className="done" role="status">
        {!isFirst && (seconds === 0 || isEarly) ? (
          <span className="unseen">{isEarly ? state.tooEarly : t.mayNow}</span>
        ) : (
          state.done
        )}
      </p>
      <ChallengeFields challenge={state.challenge} />
      <SubmitButton
        label={t.sendAgain}
        working={t.sending}
        className={isFirst ? undefined : 'secondary'}
        describedBy="send-again"
      />
    </SubmissionForm>
  )
}

/** "in 30 seconds". Browsers may write it a little differently than Node.js does. */
function soon(seconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale)
  return seconds <= 120 ? format.format(seconds, 'second') : format.format(Math.ceil(seconds / 60), 'minute')
}

function useCountdown(wait: number, requestedAt: number): number {
  const [left, setLeft] = useState(wait)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each email restarts it
  useEffect(() => {
    // By the browser's own clock: the server's may differ.
    const until = Date.now() + wait
    const tick = () => setLeft(Math.max(0, until - Date.now()))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [wait, requestedAt])
  return Math.ceil(left / 1000)
}
