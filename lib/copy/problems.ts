import { common } from './common'
import { count, inTime } from './words'

/**
 * Something that a visitor's request may fail with, as the outcomes of lib/auth and lib/account
 * name it.
 */
export type Problem =
  | { reason: keyof typeof PROBLEMS }
  /** `retryAfter` is in milliseconds. */
  | { reason: 'too-many' | 'too-often' | 'too-early'; retryAfter: number }
  | { reason: 'wrong-code'; triesLeft: number }

const PROBLEMS = {
  // The address.
  missing: 'Please enter your email address.',
  'too-long': 'That’s too long for an email address. Please check it.',
  malformed: 'That doesn’t look like an email address. It should look like you@example.com.',
  same: 'That’s already your address. Enter a different one.',
  'not-allowed': 'Addresses at that domain can’t be used here. Try a different one.',
  // The email.
  'not-sent': 'We couldn’t send the email. Please try again in a minute.',
  'not-told':
    'We couldn’t notify your current address, so we haven’t changed anything. Please try again in a minute.',
  unavailable: common.unavailable,
  // The code.
  'too-many-tries': 'That was the last try for this code. Send yourself a new one.',
  'codes-paused':
    'Too many wrong codes for this address today, so codes are paused. The link in your email still works. Open it in this browser.',
  expired: 'This code has expired. Send yourself a new one.',
  used: 'This code has already been used. Send yourself a new one.',
  moved:
    'The account with this address was moved to a different address. Open the link in your email to see what you can do.',
  revoked: 'This code is no longer valid. Send yourself a new one.',
}

/** The one sentence for each outcome that isn't a success. */
export function problemOf(problem: Problem): string {
  switch (problem.reason) {
    case 'too-many':
      return `Too many emails requested. Please try again in ${inTime(problem.retryAfter)}.`
    case 'too-often':
      return `Too many changes for one day. Please try again in ${inTime(problem.retryAfter)}.`
    case 'too-early':
      return `Please wait another ${inTime(problem.retryAfter)}.`
    case 'wrong-code':
      return `That’s not the code. You have ${count(problem.triesLeft, 'try', 'tries')} left.`
    default:
      return PROBLEMS[problem.reason]
  }
}
