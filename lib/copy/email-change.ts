import type { ReactNode } from 'react'
import { askedTwice } from './common'
import { sentence } from './sentence'
import { count } from './words'

export const emailPage = {
  title: 'Change your email address',
  now: <P extends ReactNode>(email: P) => sentence`You sign in with ${email}.`,
  explain:
    'We’ll email a confirmation link to your new address and let your current address know. Nothing changes until you confirm.',
  newAddress: 'New email address',
  submit: 'Send the link',
  submitting: 'Sending…',
  waiting: {
    title: 'Confirm your new address',
    sent: <P extends ReactNode>(email: P) => sentence`A confirmation link is on its way to ${email}.`,
    lifetime: (minutes: number) =>
      `To confirm, open it in a browser where you’re signed in. It works once and expires in ${count(minutes, 'minute', 'minutes')}.`,
    until: <P extends ReactNode>(email: P) => sentence`Until then, you still sign in with ${email}.`,
    explain:
      'No email yet? Check your spam folder. If you mistyped the address, cancel the change and start over.',
    cancel: 'Cancel the change',
    canceling: 'Canceling…',
  },
}

export const confirmEmailPage = {
  title: 'Sign in with this address from now on?',
  intro: <P extends ReactNode>(email: P) =>
    sentence`This link changes the email address of an account to ${email}.`,
  requestedHere: (when: string) => `Requested ${when}, in this browser.`,
  requestedElsewhere: (when: string, device: string) => `Requested ${when}, in another browser: ${device}.`,
  otherAccount: <P extends ReactNode>(email: P) =>
    sentence`You’re signed in as ${email} in this browser. That’s a different account, and it stays as it is.`,
  explain: 'Confirming also signs out every browser except the one that requested the change.',
  submit: 'Confirm this address',
  elsewhere: {
    title: 'Open this link where you’re signed in',
    requested: (when: string, device: string) => `Requested ${when}, in ${device}.`,
    explain:
      'To confirm the change, open this link in the browser where you requested it. Or sign in to that account here with its current address, then open the link again.',
    notYou:
      'If you didn’t request this, close this page. It’s someone else’s account, and nothing will change.',
  },
  done: {
    title: 'Your email address has changed',
    intro: <P extends ReactNode>(email: P) => sentence`From now on, sign in with ${email}.`,
    explain: 'Every browser is signed out except the one that requested the change.',
    continue: 'Continue',
    signIn: 'To continue in this browser, send yourself a sign-in link.',
  },
  invalid: {
    expired: {
      title: 'This link has expired',
      explain: (minutes: number) =>
        `It was valid for ${count(minutes, 'minute', 'minutes')}. Nothing was changed. To change your address, request it again from your account.`,
    },
    canceled: {
      title: 'This change was canceled',
      explain: () =>
        'It was canceled or undone, or a newer one replaced it. If you have a newer email from us, open the link in that one.',
    },
    taken: {
      title: 'This address already has an account',
      explain: () =>
        'Each address can have only one account, so nothing was changed. To use this address for your other account, first sign in with it and delete the account it has.',
    },
  },
}

/** Cancels a change that is pending, and undoes one that is confirmed. */
export const undoPage = {
  requested: (when: string, device: string) => `Requested ${when}, in ${device}.`,
  wasMe: 'If you meant to do this, close this page. Nothing will change.',
  waiting: {
    title: 'Cancel this change?',
    intro: <P extends ReactNode>(from: P, to: P) =>
      sentence`Someone wants to change the email address of your account from ${from} to ${to}.`,
    explain:
      'If this wasn’t you, cancel the change and sign out everywhere: the person who requested it was signed in to your account.',
    submit: 'Cancel and sign out everywhere',
    confirm: {
      title: 'Please confirm',
      explain: `${askedTwice} Your account will keep its address, and you’ll be signed out in every browser.`,
      submit: 'Yes, cancel the change',
    },
    done: {
      title: 'The change is canceled',
      intro: <P extends ReactNode>(email: P) => sentence`Your account keeps the address ${email}.`,
    },
  },
  confirmed: {
    title: 'Change your address back?',
    intro: <P extends ReactNode>(from: P, to: P) =>
      sentence`The email address of your account was changed from ${from} to ${to}.`,
    explain:
      'If this wasn’t you, change it back and sign out everywhere: the person who requested it was signed in to your account.',
    submit: 'Undo and sign out everywhere',
    confirm: {
      title: 'Please confirm',
      explain: `${askedTwice} Your account will get its old address back, and you’ll be signed out in every browser.`,
      submit: 'Yes, undo the change',
    },
    done: {
      title: 'Your address is back',
      intro: <P extends ReactNode>(email: P) => sentence`You sign in with ${email} again.`,
    },
  },
  afterwards:
    'You’re signed out everywhere. If you didn’t request the change, someone may be able to read your email. Change your email password now.',
  invalid: {
    expired: {
      title: 'This link has expired',
      explain: (days: number) =>
        `It was valid for ${count(days, 'day', 'days')}, and can’t cancel or undo the change now.`,
    },
    canceled: {
      title: 'This change is already canceled',
      explain: () =>
        'It was canceled or undone, or a newer one replaced it. If you have a newer email from us, open the link in that one.',
    },
    taken: {
      title: 'Your old address has another account',
      explain: () =>
        'Since then, another account has taken your old address. To get the address back, sign in with it, delete that account, then open this link again.',
    },
  },
}
