import type { ReactNode } from 'react'
import { formatDay } from './format-date'
import { sentence } from './sentence'
import { count, inTime, type Lifetimes } from './words'

export const checkEmail = {
  title: 'Check your email',
  sent: <P extends ReactNode>(email: P) =>
    sentence`If ${email} can sign in here, an email with a link and a code is on its way.`,
  tried: <P extends ReactNode>(email: P) => sentence`We tried to send an email to ${email}.`,
  openHere: ({ link, code }: Lifetimes) =>
    link === code
      ? `Open the link in this browser to sign in. It works once and expires in ${count(link, 'minute', 'minutes')}.`
      : `Open the link in this browser to sign in. It works once and expires in ${count(link, 'minute', 'minutes')}, its code in ${code}.`,
  emailState: {
    queued: 'Sending the email…',
    failed: 'We couldn’t send the email. Nothing is lost: please send a new one.',
    accepted: 'Sent. It should arrive within a minute.',
    delayed:
      'Your email provider is delaying our message. It should still arrive; there’s nothing you need to do.',
    delivered: 'Delivered. It should be in your inbox, or in your spam folder.',
    bounced: 'This address doesn’t accept our email. Is it spelled correctly?',
    complained: 'This address doesn’t accept our email. Try a different one.',
  },
  suppressed: {
    title: 'We haven’t sent an email',
    bounced: <P extends ReactNode>(email: P, since: Date) =>
      sentence`On ${formatDay(since)}, our email to ${email} came back. We’ve sent none since.`,
    complained: <P extends ReactNode>(email: P, since: Date) =>
      sentence`On ${formatDay(since)}, our email to ${email} was reported as spam. We’ve sent none since.`,
    send: 'If you want our emails again, we can send you a new link and code right now.',
    waitOrSend: (until: Date) =>
      `If the address works again, we can send you a new link and code right now. Otherwise, we’ll try again after ${formatDay(until)}.`,
    submit: 'Email me again',
  },
  help: {
    title: 'Need help?',
    hints: [
      'At work or school, a filter may hold our email for a few minutes.',
      'If you might have signed up with a different address, try that one.',
      'If our emails came back or were reported as spam, we may have stopped sending them. A browser in which you’ve signed in before will say so here.',
    ] as const,
    writeTo: <P extends ReactNode>(address: P) => sentence`If nothing helps, write to ${address}.`,
    visit: <P extends ReactNode>(page: P) => sentence`If nothing helps, visit ${page}.`,
  },
  openWebmail: (provider: string) => `Open ${provider}`,
  didYouMean: <P extends ReactNode>(email: P) => sentence`Did you mean ${email}?`,
  correctAddress: 'Correct the address',
  elsewhere: 'Reading your email on another device? Enter the code from the email here instead.',
  code: 'Six-digit code',
  submit: 'Sign in with the code',
  submitting: 'Signing in…',
  malformedCode: 'The code has six digits. Check the email and try again.',
  tooManyTries: {
    title: 'Let’s start again',
    explain: <P extends ReactNode>(email: P) =>
      sentence`That was one wrong code too many, so the code and its link no longer work. We can email new ones to ${email}.`,
  },
  unknown: {
    title: 'Check your email',
    explain: 'We can’t show how your email is doing right now. If it has arrived, the link in it works.',
    again: 'Show this page again',
  },
  sendAgain: 'Send a new email',
  sending: 'Sending…',
  sentAgain: 'We’ve sent another email. Any of the last three will work.',
  waitFor: (seconds: number) =>
    `No email yet? Check your spam folder. You can send another in ${inTime(seconds * 1000)}.`,
  mayNow: 'No email yet? Check your spam folder, or send another.',
  otherAddress: 'Wrong address? Change it',
  goBack: 'Back to your account',
}
