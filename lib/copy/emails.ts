import { product } from './common'
import { count, type Lifetimes } from './words'

const inFull = 'If the button doesn’t work, copy this link into your browser:'
const changePassword = 'Change your email password, too.'

export const signInEmail = {
  subject: `Your sign-in link for ${product}`,
  preview: (minutes: number) =>
    `It expires in ${count(minutes, 'minute', 'minutes')}. Open it where you’re signing in.`,
  title: `Sign in to ${product}`,
  intro: 'Open this link in the browser you’re signing in from.',
  button: 'Sign in',
  orCode: 'Reading this on another device? Enter this code in the browser you’re signing in from:',
  requestedIn: (device: string, network: string) =>
    network ? `Requested from ${network}, in ${device}.` : `Requested in ${device}.`,
  lifetime: ({ link, code }: Lifetimes) =>
    link === code
      ? `The link and the code work once and expire in ${count(link, 'minute', 'minutes')}.`
      : `The link works for ${count(link, 'minute', 'minutes')}, the code for ${code}, and each of them once.`,
  notYou:
    'If you didn’t request this, you can safely ignore it. No one can sign in without this email. Never share the code, even with someone who says they work here.',
  inFull,
  /** The same email, for a visitor who has to confirm a sensitive action. */
  confirming: {
    delete: {
      subject: `Sign in to delete your ${product} account`,
      title: 'Deleting your account?',
      intro:
        'Someone, probably you, wants to delete this account. To continue, open this link in the browser where you requested it.',
    },
    'change-email': {
      subject: `Sign in to change your address at ${product}`,
      title: 'Changing your email address?',
      intro:
        'Someone, probably you, wants to change this account’s email address. To continue, open this link in the browser where you requested it.',
    },
    export: {
      subject: `Sign in to download your data from ${product}`,
      title: 'Downloading your data?',
      intro:
        'Someone, probably you, wants to download all data of this account. To continue, open this link in the browser where you requested it.',
    },
    other: {
      subject: `Sign in to continue at ${product}`,
      title: 'Continuing with a sensitive action?',
      intro:
        'Someone, probably you, wants to continue with a sensitive action in this account. To do so, open this link in the browser where you requested it.',
    },
  },
  confirmingButton: 'Sign in and continue',
  confirmingOrCode: 'Reading this on another device? Enter this code in the browser where you requested it:',
  notConfirming:
    'If this wasn’t you, don’t open the link and don’t share the code. Someone may be signed in to your account: look at its list of devices, and sign them out.',
}

export const noAccountEmail = {
  subject: `You can’t sign in to ${product} with this address`,
  preview: 'Someone requested a sign-in link for this address.',
  title: 'You can’t sign in with this address',
  intro: `Someone, probably you, tried to sign in to ${product} with this address. That isn’t possible right now: either there’s no account with this address, or the account has been closed.`,
  otherAddress: 'If you signed up with a different address, sign in with that one.',
  notYou: 'If you didn’t request this, you can safely ignore it.',
}

export const confirmEmailChangeEmail = {
  subject: `Confirm your new address for ${product}`,
  preview: 'Nothing changes until you do.',
  title: 'Is this your new address?',
  intro: `Someone, probably you, wants to sign in to ${product} with this address from now on. To confirm that it’s yours, open this link in the browser where you requested it:`,
  button: 'Confirm this address',
  requestedIn: (device: string) => `Requested in ${device}.`,
  lifetime: (minutes: number) =>
    `The link works once and expires in ${count(minutes, 'minute', 'minutes')}. Until you confirm, the account keeps its current address.`,
  notYou: 'If you didn’t request this, don’t open the link. Nothing will change.',
  inFull,
}

export const emailChangeRequestedEmail = {
  subject: `Your email address at ${product} is about to change`,
  preview: 'If this wasn’t you, you can cancel it with one link.',
  title: 'Changing your email address?',
  intro: `Someone, probably you, requested a new email address for your ${product} account.`,
  newAddress: 'New address',
  when: 'When',
  browser: 'Browser',
  wasYou:
    'If this was you, there’s nothing to do here. To finish the change, open the link we sent to the new address.',
  notYou:
    'If this wasn’t you, open this link to cancel or undo the change and sign out everywhere. You don’t need to sign in first:',
  button: 'Cancel the change',
  lifetime: (until: string) => `The link works until ${until}.`,
  mailbox: `If this wasn’t you, someone is signed in to your account and may be able to read your email. ${changePassword}`,
  inFull,
}

export const emailChangeUndoneEmail = {
  subject: `Your email address at ${product} was changed back`,
  preview: 'This address no longer signs in to that account.',
  title: 'Your email address was changed back',
  intro: `Your ${product} account had this address. Someone who can read the email of its previous address has undone that change. The account has its previous address again, and is signed out everywhere.`,
  when: 'When',
  browser: 'Browser',
  place: 'Approximate location',
  wasYou: 'If this was you, there’s nothing to do here. Sign in with the previous address.',
  notYou:
    'If this wasn’t you, someone can read the email of your previous address. Change the password of that mailbox first. Then sign in with that address, and change it again.',
}

export const newDeviceEmail = {
  subject: `New sign-in to ${product}`,
  preview: 'From a browser we hadn’t seen before. Was it you?',
  title: 'Was this you?',
  intro: `Someone, probably you, signed in to your ${product} account in a browser we hadn’t seen before.`,
  when: 'When',
  browser: 'Browser',
  place: 'Approximate location',
  wasYou: 'If this was you, there’s nothing to do.',
  notYou:
    'If this wasn’t you, open this link to sign out that browser and all others. You don’t need to sign in first:',
  button: 'This wasn’t me',
  lifetime: (until: string) => `The link works until ${until}.`,
  mailbox: `If this wasn’t you, someone was able to read your email. ${changePassword}`,
  inFull,
}

export const accountDeletedEmail = {
  subject: `Your ${product} account has been deleted`,
  preview: 'This is the last email you’ll get from us.',
  title: 'Your account has been deleted',
  intro: (when: string) =>
    `As you requested, your ${product} account was deleted on ${when}, along with everything that belonged to it. You’re signed out everywhere.`,
  again: 'You’re welcome back anytime. This address can sign up again and start fresh:',
  notYou:
    'We can’t bring the account back. If you didn’t delete it, someone may be able to read your email. Change your email password now.',
}
