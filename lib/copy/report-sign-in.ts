import type { ReactNode } from 'react'
import { askedTwice } from './common'
import { sentence } from './sentence'

export const reportPage = {
  title: 'Sign out everywhere?',
  intro: <P extends ReactNode>(email: P, when: string, device: string) =>
    sentence`Someone signed in as ${email} ${when}, in ${device}.`,
  explain:
    'If this wasn’t you, sign out that browser and all others. You can then sign in again with a new link.',
  submit: 'This wasn’t me',
  confirm: {
    title: 'Please confirm',
    explain: `${askedTwice} You’ll be signed out in every browser, and links we emailed before will stop working.`,
    submit: 'Yes, sign out everywhere',
  },
  wasMe: 'If this was you after all, close this page. Nothing was changed.',
  done: {
    title: 'You’re signed out everywhere',
    explain:
      'Signing in requires access to your email, so someone else may be able to read it. Change your email password now.',
  },
  invalid: {
    title: 'This link doesn’t work any more',
    explain:
      'It has already been used, has expired, is incomplete, or was for an address the account no longer has. To see where you’re signed in, and to sign out there, sign in and open your account.',
  },
}
