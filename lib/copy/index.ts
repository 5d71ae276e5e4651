// Every sentence that a visitor reads, on pages and in mails: the one file to translate.

import { ago, count } from './words'

export { formatDateTime, formatDay, formatTime } from './format-date'
export { problemOf } from './problems'
export { ago } from './words'

export const product = 'Magic Link'

export const common = {
  email: 'E-mail address',
  keepSignedIn: 'Keep me signed in on this device',
  unavailable: 'Something on our side isn’t answering. Nothing is lost: please try again in a minute.',
}

export const signInForm = {
  title: 'Sign in',
  intro: 'We’ll mail you a link. There is no password to remember.',
  emailPlaceholder: 'you@example.com',
  submit: 'Send sign-in link',
  submitting: 'Sending…',
  forget: 'Forget this address',
}

export const checkEmail = {
  title: 'Check your e-mail',
  sent: 'If that address can sign in here, a mail with a link and a code is on its way to',
  openHere: (minutes: number) =>
    `Open the link in this browser and you are in. It works once, for ${count(minutes, 'minute', 'minutes')}.`,
  delivery: {
    delayed: 'Your mail provider is making ours wait. It will try again by itself.',
    delivered: 'Your mail provider has taken it. If you can’t see it, look in your spam folder.',
    bounced: 'This address doesn’t accept our mail. Is it spelled right?',
    complained: 'This address doesn’t accept our mail.',
  },
  openWebmail: (provider: string) => `Open ${provider}`,
  didYouMean: 'Did you mean',
  sendThere: 'Send it there instead',
  elsewhere:
    'Reading your mail on another device? This page can’t follow you there: type the code from the mail here.',
  code: 'Six-digit code',
  submit: 'Sign in with the code',
  submitting: 'Signing in…',
  otherAddress: 'Wrong address? Change it',
  goBack: 'Not now, back to your account',
  malformedCode: 'The code has six digits. Please check it.',
  tooManyTries: {
    title: 'Let’s start again',
    explain:
      'The code was typed wrong five times, so it no longer works, nor does its link. A new mail brings new ones, to',
  },
  sendAgain: 'Send a new mail',
  sending: 'Sending…',
  sentAgain: 'A new mail is on its way. Until you use one, the last three all work.',
  waitFor: (seconds: number) =>
    `No mail yet? Look in your spam folder. You can send a new one in ${
      seconds > 120
        ? count(Math.ceil(seconds / 60), 'minute', 'minutes')
        : count(seconds, 'second', 'seconds')
    }.`,
  mayNow: 'No mail yet? Look in your spam folder, or send a new one.',
}

export const linkPage = {
  confirm: {
    title: 'Sign in here?',
    intro: 'This link signs you in as',
    askedFor: (when: string, where: string) => `It was asked for ${when}, in ${where}.`,
    here: 'this browser',
    anotherBrowser: (device: string) => `another browser: ${device}`,
    explain:
      'Was that you? The button signs you in on this device. If it wasn’t, close this page: nothing has happened.',
    elsewhere: 'To sign in where you asked, type the six digits from the mail there.',
    otherAccount: (email: string) =>
      `In this browser you are signed in as ${email}. The button signs that account out.`,
    submit: 'Sign in on this device',
    change: 'Switch to this account',
  },
  invalid: {
    title: 'Magic Link invalid/expired',
    reasons: {
      expired: (minutes: number) =>
        `This link has run out. Each is good for ${count(minutes, 'minute', 'minutes')}.`,
      used: () => 'This link was already used. Each works once.',
      revoked: () => 'This link was ended before it was used, and no longer signs anybody in.',
      unknown: () => 'We don’t know this link. Perhaps it was cut short on its way, or it is from long ago.',
      'too-many-tries': () => 'This link was ended, because its code was typed wrong too often.',
    },
    sendTo: 'We can send a new one to',
    submit: 'Send a new link',
    ask: 'Where shall we send a new one?',
    signedInAs: 'In this browser you are signed in as',
    goOn: 'Go on',
  },
  notSent: {
    title: 'The mail didn’t go out',
  },
  unavailable: {
    title: 'Please try again in a minute',
    explain: common.unavailable,
  },
  unreadable: {
    title: 'That didn’t arrive whole',
    explain: 'Nothing has happened. Please open the link in your mail again.',
  },
  toForm: 'Back to the sign-in form',
}

export const reportPage = {
  title: 'Sign that browser out?',
  intro: (device: string, when: string) => `Somebody signed in ${when}, in ${device}, as`,
  explain: 'The button signs that browser out, and all others. You can then sign in again with a new link.',
  submit: 'Sign out everywhere',
  wasMe: 'It was you after all? Then close this page: nothing has happened.',
  done: {
    title: 'Signed out everywhere',
    explain:
      'No browser is signed in to your account any more. Whoever signed in was able to read your mail: please change the password of your mailbox now.',
  },
  invalid: {
    title: 'This link doesn’t work any more',
    explain:
      'It was used already, has run out, or was cut short on its way. To see where you are signed in, and to sign out there, sign in and open your account.',
  },
}

export const emailPage = {
  title: 'Change your address',
  now: 'You sign in with',
  explain:
    'We’ll mail a link to your new address, and word of it to the one you have now. Nothing changes until you open the link.',
  newAddress: 'New e-mail address',
  submit: 'Send the link',
  submitting: 'Sending…',
  waiting: {
    title: 'Confirm your new address',
    sent: 'A link is on its way to',
    lifetime: (minutes: number) =>
      `Open it to confirm. It works once, for another ${count(minutes, 'minute', 'minutes')}.`,
    until: 'Until then you sign in as before, with',
    explain: 'No mail yet? Look in your spam folder. Mistyped? Stop the change and start again.',
    stop: 'Stop the change',
    stopping: 'Stopping…',
  },
}

export const confirmEmailPage = {
  title: 'Sign in with this address?',
  intro: 'Your account is about to change its address to',
  askedFor: (when: string, where: string) => `That was asked for ${when}, in ${where}.`,
  explain: 'The button makes the change, and signs out every browser but the one that asked.',
  otherAccount: (email: string) =>
    `In this browser you are signed in as ${email}. That is another account, and stays as it is.`,
  submit: 'Change to this address',
  notYou:
    'It wasn’t you? Then close this page, and nothing changes. It is somebody else’s account, and they would stay signed in to it.',
  done: {
    title: 'Your address is changed',
    intro: 'From now on you sign in with',
    explain: 'Every browser is signed out but the one that asked for the change.',
    goOn: 'Go on',
    signIn: 'To go on in this browser, send yourself a sign-in link.',
  },
  invalid: {
    expired: {
      title: 'This link has run out',
      explain: (minutes: number) =>
        `It was good for ${count(minutes, 'minute', 'minutes')}. Nothing has changed: please ask for the change again.`,
    },
    canceled: {
      title: 'This change was stopped',
      explain: () =>
        'It was stopped or taken back, or a newer one took its place. If there is a newer mail from us, please open the link in that one.',
    },
    taken: {
      title: 'This address has an account already',
      explain: () =>
        'An address can have one account, so nothing has changed. To use it for the other account, first sign in with it and delete the account that it has.',
    },
  },
}

export const undoPage = {
  asked: (when: string, device: string) =>
    `Somebody asked ${when}, in ${device}, to change the address of your account.`,
  from: 'From',
  to: 'to',
  wasMe: 'It was you, and you want it so? Then close this page: everything stays as it is.',
  waiting: {
    title: 'Stop this change?',
    explain: 'The button stops it, and signs out every browser, as whoever asked was signed in.',
    submit: 'Stop it and sign out everywhere',
    done: { title: 'The change is stopped', intro: 'Your account keeps the address' },
  },
  confirmed: {
    title: 'Take your address back?',
    explain:
      'It has been done. The button undoes it, and signs out every browser, as whoever asked was signed in.',
    submit: 'Undo it and sign out everywhere',
    done: { title: 'Your address is back', intro: 'Your account has its old address again:' },
  },
  afterwards:
    'No browser is signed in to it any more. If it wasn’t you who asked, somebody may be able to read your mail: please change the password of your mailbox now.',
  invalid: {
    expired: {
      title: 'This link has run out',
      explain: (days: number) =>
        `It was good for ${count(days, 'day', 'days')}, and no longer stops anything.`,
    },
    canceled: {
      title: 'This change is stopped already',
      explain: () =>
        'It was stopped or taken back, or a newer one took its place. If there is a newer mail from us, please open the link in that one.',
    },
    taken: {
      title: 'Your old address has a new account',
      explain: () =>
        'Somebody has signed in with it since, perhaps you, and that made a new account. To take your address back, first sign in with it and delete that new account, then open this link again.',
    },
  },
}

export const reauthenticatePage = {
  title: 'Is it still you?',
  intro: 'You signed in a while ago. For this step we’d like to be sure, so we mail a new link and code to',
  explain: 'You’ll come straight back here afterwards.',
  submit: 'Send the mail',
  submitting: 'Sending…',
  back: 'Not now',
}

export const deletePage = {
  title: 'Delete your account',
  intro: 'This deletes the account of',
  what: 'Everything that belongs to it goes: your sessions, your activity and your settings.',
  explain:
    'It happens at once and can’t be undone. Every browser is signed out. You can sign up again with the same address, and start afresh.',
  submit: 'Delete my account',
  submitting: 'Deleting…',
}

export const goodbye = {
  title: 'Your account is deleted',
  explain:
    'Nothing of it is left with us, and every browser is signed out. A last mail confirms it. Thank you for having been here.',
  again: 'Go to the start page',
}

export const account = {
  title: 'Your account',
  intro: 'You are signed in as',
  navigation: 'Account',
  places: {
    overview: 'Account',
    address: 'Address',
    sessions: 'Devices',
    activity: 'Activity',
    data: 'Data',
  },
  data: 'Your data',
  about: {
    address: 'Sign in with another address from now on.',
    sessions: (n: number) => `You are signed in on ${count(n, 'device', 'devices')}.`,
    activity: 'Sign-ins, mails and changes of the last 90 days.',
    data: 'Everything we hold about you, in one file that people and programs can read.',
  },
  download: 'Download your data',
  delete: 'Delete your account',
  back: 'Back to the dashboard',
}

export const sessionsPage = {
  title: 'Where you are signed in',
  thisOne: 'This device',
  inUse: 'In use now',
  lastUsed: (at: Date) =>
    Date.now() - at.getTime() < 300_000 ? 'Used in the last few minutes' : `Last used ${ago(at.getTime())}`,
  since: 'Signed in',
  from: (network: string) => `From the network ${network}`,
  notKept: 'Not kept signed in',
  endsBy: 'Ends by',
  end: 'Sign out',
  ending: 'Signing out…',
  revokeOthers: 'Sign out all other devices',
  revokeAll: 'Sign out everywhere, here too',
  nowhereElse: 'You are signed in nowhere else.',
  confirmFirst: 'You signed in a while ago. To sign out other devices, please sign in again.',
  reauthenticate: 'Sign in again',
  ended: {
    one: 'Done. That device is signed out.',
    others: 'Done. All other devices are signed out.',
  },
}

export const activityPage = {
  title: 'Activity',
  intro: 'What happened to your account in the last 90 days, newest first.',
  utc: (now: string) => `Times are in UTC: it is ${now} there now.`,
  notYou: 'Something wasn’t you?',
  toSessions: 'See where you are signed in',
  nothing: 'There is nothing here.',
  newest: 'Newest',
  older: 'Older',
  types: {
    'signed in': 'Signed in',
    'signed in, new device': 'Signed in from a new browser',
    'session ended: signed-out': 'Signed out',
    'session ended: replaced': 'Replaced by a new sign-in in the same browser',
    'session ended: revoked': 'Signed out from the list of devices',
    'session ended: reported': 'Signed out, because a sign-in wasn’t you',
    'session ended: email-changed': 'Signed out, because the address changed',
    'session ended: operator': 'Signed out by us',
    'session ended: expired': 'Signed out, after its time was over',
    'email: sign-in': 'Mail sent: sign-in link',
    'email: no-account': 'Mail sent: no account',
    'email: confirm-email-change': 'Mail sent: confirm the new address',
    'email: email-change-requested': 'Mail sent: the address is about to change',
    'email: new-device': 'Mail sent: a new sign-in',
    'email: account-deleted': 'Mail sent: the account is deleted',
    'email change: requested': 'Change of address asked for',
    'email change: confirmed': 'Address changed',
    'email change: canceled': 'Change of address stopped',
    'email change: undone': 'Change of address taken back',
    'wrong-code': 'Wrong code typed',
    reported: 'A sign-in wasn’t you, as you told us',
    exported: 'Data downloaded',
    disabled: 'Account disabled by us',
    enabled: 'Account enabled again by us',
  },
  somethingElse: 'Something else',
}

const fingerprint = 'A fingerprint by which we know your browser again. It tells nothing about it.'
const sameUser = 'The same as user.id.'

export const dataExport = {
  about: `Everything that ${product} holds about you. All times are UTC. What is not in this file, and why, stands at its end.`,
  leftOut: {
    'Session.userId': sameUser,
    'Session.attemptId': 'A random name of the request for the sign-in link.',
    'Session.bindingHash': fingerprint,
    'KnownDevice.userId': sameUser,
    'KnownDevice.deviceHash': fingerprint,
    'Event.userId': sameUser,
    'EmailChange.userId': sameUser,
    'EmailChange.confirmHash': 'Checks the link that confirms a new address.',
    'EmailChange.undoHash': 'Checks the link that cancels or undoes an email change.',
    'Suppression.email': 'The same as user.email.',
    'LinkRevocation.emailHash':
      'A fingerprint of an address whose older sign-in links no longer work. The address can’t be read from it.',
    'LinkRevocation.revokedAt': 'When they were revoked. It is stored under that fingerprint alone.',
    'Sign-in links': 'What we check links and codes with and, for two hours, why old ones no longer work.',
    Limits: 'Counts of emails and codes, under fingerprints alone. They are gone after a day at most.',
  },
}

export const dashboard = {
  title: 'Dashboard',
  hello: (email: string) => `Hello ${email}`,
  intro: 'You are signed in. This page is yours to build on.',
  account: 'Your account',
  signOut: 'Sign out',
}

export const errors = {
  notFound: {
    title: 'There is nothing here',
    explain: 'The address may be mistyped, or the page has moved.',
  },
  unexpected: { title: 'That didn’t work', explain: common.unavailable, again: 'Try again' },
  home: 'Go to the start page',
  foreign: 'For your safety, this can only be done from our own pages. Nothing has happened.',
  tooLarge: 'That is more than this form takes. Nothing has happened.',
  unreadable: 'That couldn’t be read. Nothing has happened.',
  method: 'That can’t be done here. Nothing has happened.',
  malformed: 'That is no address of ours. Perhaps it was cut short on its way.',
}

export const signInEmail = {
  subject: `Your sign-in link for ${product}`,
  preview: (minutes: number) =>
    `Good for ${count(minutes, 'minute', 'minutes')}, in the browser where you asked.`,
  title: `Sign in to ${product}`,
  intro: 'Open this link in the browser where you asked, and you are in.',
  button: 'Sign in',
  orCode: 'Reading this on another device? Type this code on the page where you asked:',
  askedIn: (device: string) => `This was asked for in ${device}.`,
  lifetime: (minutes: number) => `Link and code work once, for ${count(minutes, 'minute', 'minutes')}.`,
  notYou:
    'You didn’t ask for this? Then there is nothing to do: nobody can sign in without this mail. Please tell the code to nobody, whoever asks for it.',
  inFull: 'The link in full, in case the button doesn’t work:',
}

export const noAccountEmail = {
  subject: `This address can’t sign in to ${product}`,
  preview: 'Somebody asked for a sign-in link with this address.',
  title: 'This address can’t sign in',
  intro: `Somebody, probably you, asked to sign in to ${product} with this address. That isn’t possible at the formatDateTime: there is no account for it, or the one that there is has been closed.`,
  otherAddress: 'Perhaps you signed up with another address? Then please sign in with that one.',
  notYou: 'You didn’t ask for this? Then there is nothing to do.',
}

export const confirmEmailChangeEmail = {
  subject: `Please confirm your new address for ${product}`,
  preview: 'Until you do, everything stays as it is.',
  title: 'Is this your new address?',
  intro: `Somebody, probably you, wants to sign in to ${product} with this address from now on. Open this link to confirm that it is yours:`,
  button: 'Confirm this address',
  askedIn: (device: string) => `This was asked for in ${device}.`,
  lifetime: (minutes: number) =>
    `The link works once, for ${count(minutes, 'minute', 'minutes')}. Until you confirm, the account keeps its old address.`,
  notYou: 'You didn’t ask for this? Then leave the link alone, and nothing changes.',
  inFull: 'The link in full, in case the button doesn’t work:',
}

export const emailChangeRequestedEmail = {
  subject: `Your address at ${product} is about to change`,
  preview: 'If that wasn’t you, one link stops it.',
  title: 'Changing your address?',
  intro: `Somebody, probably you, asked to change the address of your ${product} account.`,
  newAddress: 'New address',
  requestedAt: 'When',
  askedIn: 'Browser',
  wasYou:
    'It was you? Then there is nothing to do here. The change happens when you confirm it, with the link that we sent to the new address.',
  notYou:
    'It wasn’t you? This link stops the change, or takes it back, and signs out every browser. You needn’t sign in for it:',
  button: 'Stop the change',
  lifetime: (until: string) => `The link works until ${until}.`,
  mailbox:
    'If it wasn’t you, somebody is signed in to your account and may be able to read your mail: please change the password of your mailbox, too.',
  inFull: 'The link in full, in case the button doesn’t work:',
}

export const newDeviceEmail = {
  subject: `A new sign-in to ${product}`,
  preview: 'From a browser that we hadn’t seen before. Was it you?',
  title: 'Was this you?',
  intro: `Somebody, probably you, signed in to your ${product} account in a browser that we hadn’t seen before.`,
  when: 'When',
  browser: 'Browser',
  place: 'Roughly where',
  wasYou: 'It was you? Then there is nothing to do.',
  notYou: 'It wasn’t you? This link signs that browser out, and all others. You needn’t sign in for it:',
  button: 'This wasn’t me',
  lifetime: (until: string) => `The link works until ${until}.`,
  mailbox:
    'Whoever signed in was able to read your mail. If it wasn’t you, please change the password of your mailbox, too.',
  inFull: 'The link in full, in case the button doesn’t work:',
}

export const accountDeletedEmail = {
  subject: `Your ${product} account is deleted`,
  preview: 'This is the last mail that it sends you.',
  title: 'Your account is deleted',
  intro: (when: string) =>
    `As you asked, your ${product} account was deleted on ${when}, with everything that belonged to it. Every browser is signed out.`,
  again: 'You are welcome to come back. This address can sign up again, and starts afresh:',
  notYou:
    'It wasn’t you? We can’t bring the account back. Whoever deleted it may be able to read your mail: please change the password of your mailbox.',
}
