import type { Copy } from '@/lib/copy'

type Problems = Copy['problems']

/** What a visitor's request may fail with, as the outcomes of lib/auth and lib/account name it. */
export type Problem =
  | { reason: Exclude<keyof Problems, Timed | 'wrong-code'> }
  /** `retryAfter` is in milliseconds. */
  | { reason: Timed; retryAfter: number }
  | { reason: 'wrong-code'; triesLeft: number }

type Timed = 'too-many' | 'too-often' | 'too-early'

/** The one sentence for an outcome that isn't a success. */
export function problemIn({ problems }: Pick<Copy, 'problems'>, problem: Problem): string {
  if (problem.reason === 'wrong-code') return problems['wrong-code'](problem.triesLeft)
  if ('retryAfter' in problem) return problems[problem.reason](problem.retryAfter)
  return problems[problem.reason]
}
