import type { ReactNode } from 'react'
import { sentence } from './sentence'
import { ago, count } from './words'

export const account = {
  title: 'Your account',
  intro: <P extends ReactNode>(email: P) => sentence`You’re signed in as ${email}.`,
  navigation: 'Account',
  places: {
    overview: 'Account',
    email: 'Email',
    sessions: 'Devices',
    activity: 'Activity',
    data: 'Data',
  },
  about: {
    email: 'Change the address you sign in with.',
    sessions: (n: number) => `You’re signed in on ${count(n, 'device', 'devices')}.`,
    activity: (days: number) => `Sign-ins, emails and changes from the last ${count(days, 'day', 'days')}.`,
    data: 'Everything we store about you, in one file that both people and programs can read.',
  },
  data: 'Your data',
  download: 'Download your data',
  delete: 'Delete your account',
  back: 'Back to the dashboard',
}

export const reauthenticatePage = {
  title: 'Is it still you?',
  intro: <P extends ReactNode>(email: P) =>
    sentence`You signed in a while ago. To make sure it’s still you, we’ll email a new link and code to ${email}.`,
  explain: 'After that, you’ll pick up where you left off.',
  submit: 'Send the email',
  submitting: 'Sending…',
  back: 'Not now',
}

/** A form was made for another account, or by an older version of its page. */
export const switchedPage = {
  title: 'Nothing was changed',
  intro: <P extends ReactNode>(email: P) => sentence`You’re signed in as ${email} now.`,
  explain: 'The page you just used was for another account, or had been open for too long.',
  continue: 'Continue',
}

export const sessionsPage = {
  title: 'Where you’re signed in',
  thisOne: 'This device',
  temporary: 'Temporary',
  inUse: 'In use now',
  lastUsed: (at: Date) =>
    Date.now() - at.getTime() < 300_000 ? 'Used in the last few minutes' : `Last used ${ago(at.getTime())}`,
  since: <P extends ReactNode>(at: P) => sentence`Signed in on ${at}`,
  expires: <P extends ReactNode>(at: P) => sentence`Expires on ${at}`,
  from: (network: string) => `From the network ${network}`,
  end: 'Sign out',
  ending: 'Signing out…',
  revokeOthers: 'Sign out all other devices',
  revokeAll: 'Sign out everywhere',
  nowhereElse: 'You’re not signed in anywhere else.',
  ended: {
    one: 'Done. That device is signed out. Sign-in links we emailed before no longer work.',
    others: 'Done. All other devices are signed out. Sign-in links we emailed before no longer work.',
  },
}

export const deletePage = {
  title: 'Delete your account',
  intro: <P extends ReactNode>(email: P) =>
    sentence`This deletes the account for ${email} and everything that belongs to it, including your devices and your activity.`,
  explain: 'It happens right away and can’t be undone. You’ll be signed out everywhere.',
  again: 'You can sign up again with the same address and start fresh.',
  submit: 'Delete my account',
  submitting: 'Deleting…',
}

export const goodbye = {
  title: 'Your account has been deleted',
  explain:
    'We’ve deleted your data and signed you out everywhere. We’ll send one last email to confirm. Thanks for being here.',
  again: 'Go to the home page',
}
