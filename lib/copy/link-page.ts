import type { ReactNode } from 'react'
import { common } from './common'
import { sentence } from './sentence'
import { count } from './words'

/** The pages of the link that signs in. */
export const linkPage = {
  confirm: {
    title: 'Sign in here?',
    intro: <P extends ReactNode>(email: P) => sentence`This link signs you in as ${email}.`,
    requestedHere: (when: string) => `Requested ${when}, in this browser.`,
    requestedElsewhere: (when: string, device: string) => `Requested ${when}, in another browser: ${device}.`,
    otherAccount: <P extends ReactNode>(email: P) =>
      sentence`You’re signed in as ${email} in this browser. Continuing will sign you out of that account.`,
    explain: 'If that was you, you can sign in on this device. If not, just close this page.',
    submit: 'Sign in on this device',
    change: 'Switch to this account',
    noCookie:
      'This browser hasn’t kept our cookie, and without it we can’t sign you in here. Your link hasn’t been used. Allow cookies for this site and try again, or open the link in another browser.',
    elsewhere: 'To sign in where you requested it instead, enter the six-digit code from the email there.',
  },
  invalid: {
    /** In the words of the tutorial this grew from: others may rely on it. */
    documentTitle: 'Magic Link invalid/expired',
    title: 'This link doesn’t work any more',
    reasons: {
      expired: (minutes: number) =>
        `This link has expired. Links are valid for ${count(minutes, 'minute', 'minutes')}.`,
      used: () => 'This link has already been used. Each link works once.',
      revoked: () => 'This link was canceled before it was used.',
      unknown: () => 'We don’t recognize this link. It may be incomplete, or very old.',
      'too-many-tries': () => 'This link was canceled, because its code was entered wrong too many times.',
    },
    sendTo: <P extends ReactNode>(email: P) => sentence`We can email a new one to ${email}.`,
    submit: 'Send a new link',
    ask: 'Where should we send a new one?',
    signedInAs: <P extends ReactNode>(email: P) => sentence`You’re signed in as ${email} in this browser.`,
    continue: 'Continue',
  },
  moved: {
    title: 'This account has a new address',
    explain: <P extends ReactNode>(email: P) =>
      sentence`In the last three days, the account with ${email} was moved to a different address. You can’t sign in with this one now.`,
    wasYou: 'If you did that, sign in with the new address.',
    notYou: 'If you didn’t, change it back. You’ll see what happens before anything is changed.',
    undo: 'Change it back',
    newAccount: (until: string) =>
      `If you’d rather start a new account with this address, you can do so after ${until}.`,
  },
  notSent: {
    title: 'The email wasn’t sent',
  },
  unavailable: {
    title: 'That didn’t work',
    explain: common.unavailable,
  },
  unreadable: {
    title: 'Something was missing from that request',
    explain: 'Nothing was changed. Please open the link in your email again.',
  },
  toForm: 'Back to the sign-in form',
}
