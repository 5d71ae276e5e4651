import type { PendingAttempt } from '@/lib/auth'
import type { Copy } from '@/lib/copy'

const STEPS = ['requested', 'sent', 'delivered', 'opened'] as const

/**
 * How far the email has come, at a glance. The sentence below it says the same to everyone; the last
 * step means a browser that isn't this one.
 */
export function Progress(props: { t: Copy['checkEmail']['steps']; attempt: PendingAttempt }) {
  const reached = stepOf(props.attempt)
  return (
    <ol className="steps" aria-label={props.t.label}>
      {STEPS.map((step, i) => (
        <li
          key={step}
          data-state={i <= reached ? 'done' : i === reached + 1 ? 'current' : 'next'}
          aria-current={i === reached ? 'step' : undefined}
        >
          {props.t[step]}
        </li>
      ))}
    </ol>
  )
}

function stepOf({ emailState, isOpened }: PendingAttempt): number {
  if (isOpened) return 3
  if (emailState === 'delivered') return 2
  return emailState === 'queued' ? 0 : 1
}
