import type { ReactNode } from 'react'
import { brand } from '@/lib/brand'
import { sentence } from '@/lib/copy/sentence'
import { type Lifetimes, wordsIn } from '@/lib/copy/words'

// English, which the other languages are checked against. Whole sentences: `email`, `from` and `to`
// may be elements, so what mentions them is a `sentence`.

const w = wordsIn('en-US', 'just now')

/** Where a language differs from others in more than its sentences. */
export const language = {
  /** ISO 639-1. */
  code: 'en',
  /** Its own name. */
  name: 'English',
  direction: 'ltr' as 'ltr' | 'rtl',
  /** Above the choice of languages. */
  choose: 'Language',
  words: w,
}

/** A browser, in words: "Firefox on Windows". Both are names. */
export const devices = {
  on: (browser: string, system: string) => `${browser} on ${system}`,
  unknown: 'a browser',
}

/** Before the second step of a link that must not be spent by a scanner. */
const askedTwice = 'Some email programs open links and press buttons by themselves, so we ask twice.'

export const common = {
  /** To be read out to a support desk. */
  reference: (reference: string) => `If you ask us for help, mention ${reference}.`,
  email: 'Email address',
  keepSignedIn: 'Keep me signed in on this device',
  unavailable: 'Something on our side isn’t responding. Nothing was lost. Please try again in a minute.',
  notReached: 'Our server didn’t answer. Check your connection, then try again.',
  backOnline: 'You’re back online. Please try again.',
}

export const signInForm = {
  title: 'Sign in',
  intro: 'We’ll email you a link. There’s no password to remember.',
  emailPlaceholder: 'you@example.com',
  submit: 'Send sign-in link',
  submitting: 'Sending…',
  forget: 'Forget this address',
}

/** For a browser that came from our form, and has no cookie from it. */
export const noCookie = {
  title: 'Please allow cookies',
  sent: 'If you’ve just entered an address that can sign in here, an email with a link is on its way to it.',
  explain: 'But this browser hasn’t kept our cookie, and without it we can’t sign you in.',
  instead: 'Allow cookies for this site, then open the link in the email. It works in other browsers, too.',
  again: 'Request another email',
}

/** While many more emails than usual are being requested. */
export const challenge = {
  working:
    'Many emails are being requested right now. We’re checking that you’re not a robot. This takes a few seconds.',
  wait: (seconds: number) =>
    `Many emails are being requested right now. Please wait ${w.duration(seconds * 1000)}, then press the button again.`,
}

export const dashboard = {
  title: 'Dashboard',
  hello: (email: string) => `Hello ${email}`,
  intro: 'You’re signed in. This page is yours to build on.',
  account: 'Your account',
  signOut: 'Sign out',
  session: {
    title: 'This session',
    signedIn: 'Signed in',
    expires: 'Expires',
  },
  /** For the developer who cloned this. */
  steps: {
    title: 'How you got here',
    requested: {
      title: 'You entered your address',
      explain: 'One script in Redis checked every limit and stored the attempt.',
    },
    emailed: {
      title: 'We sent the email',
      explain: 'After the response was out, so every address takes the same time.',
    },
    redeemed: {
      title: 'You opened the link, or entered the code',
      explain: 'One INSERT made this session. Opened a hundred times, the link still makes just one.',
    },
    guarded: {
      title: 'This page checked your session',
      explain: 'Middleware looked at the cookie. Then the page asked the database.',
    },
  },
  next: {
    title: 'What to do next',
    explain: <P extends ReactNode>(file: P) => sentence`Replace this page. It’s in ${file}.`,
  },
}

export const checkEmail = {
  title: 'Check your email',
  sent: <P extends ReactNode>(email: P) =>
    sentence`If ${email} can sign in here, an email with a link and a code is on its way.`,
  tried: <P extends ReactNode>(email: P) => sentence`We tried to send an email to ${email}.`,
  openHere: ({ link, code }: Lifetimes) =>
    link === code
      ? `Open the link in this browser to sign in. It works once and expires in ${w.minutes(link)}.`
      : `Open the link in this browser to sign in. It works once and expires in ${w.minutes(link)}, its code in ${w.minutes(code)}.`,
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
  /** What has happened to the email so far, a word each. */
  steps: {
    label: 'Progress',
    requested: 'Requested',
    sent: 'Sent',
    delivered: 'Delivered',
    opened: 'Opened',
  },
  opened: 'The link has been opened. If that was you, continue there.',
  suppressed: {
    title: 'We haven’t sent an email',
    bounced: <P extends ReactNode>(email: P, since: Date) =>
      sentence`On ${w.day(since)}, our email to ${email} came back. We’ve sent none since.`,
    complained: <P extends ReactNode>(email: P, since: Date) =>
      sentence`On ${w.day(since)}, our email to ${email} was reported as spam. We’ve sent none since.`,
    send: 'If you want our emails again, we can send you a new link and code right now.',
    waitOrSend: (until: Date) =>
      `If the address works again, we can send you a new link and code right now. Otherwise, we’ll try again after ${w.day(until)}.`,
    submit: 'Email me again',
  },
  help: {
    title: 'Need help?',
    hints: [
      'At work or school, a filter may hold our email for a few minutes.',
      'If you might have signed up with a different address, try that one.',
      'If our emails came back or were reported as spam, we may have stopped sending them. A browser in which you’ve signed in before will say so here.',
    ],
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
  /** @param soon "in 30 seconds", which the browser counts down */
  waitFor: (soon: string) => `No email yet? Check your spam folder. You can send another ${soon}.`,
  mayNow: 'No email yet? Check your spam folder, or send another.',
  otherAddress: 'Wrong address? Change it',
  goBack: 'Back to your account',
}

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
      expired: (minutes: number) => `This link has expired. Links are valid for ${w.minutes(minutes)}.`,
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

/** The one sentence for each outcome that isn't a success, as lib/auth and lib/account name them. */
export const problems = {
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
  'wrong-code': (triesLeft: number) =>
    `That’s not the code. You have ${w.count(triesLeft, { one: 'try', other: 'tries' })} left.`,
  // Too much. A duration in milliseconds.
  'too-many': (retryAfter: number) => `Too many emails requested. Please try again ${w.soon(retryAfter)}.`,
  'too-often': (retryAfter: number) =>
    `Too many changes for one day. Please try again ${w.soon(retryAfter)}.`,
  'too-early': (retryAfter: number) => `Please wait another ${w.duration(retryAfter)}.`,
}

export const errors = {
  notFound: {
    title: 'There’s nothing here',
    explain: 'The address may be mistyped, or the page may have moved.',
  },
  unexpected: {
    title: 'That didn’t work',
    explain: common.unavailable,
    again: 'Try again',
  },
  foreign: 'For your security, this only works from our own site. Nothing was changed.',
  tooLarge: 'That’s more than this form takes. Nothing was changed.',
  unreadable: 'We couldn’t read that. Nothing was changed.',
  outdated: 'We’ve updated this page since you opened it. Nothing was sent. Please press the button again.',
  method: 'That can’t be done here. Nothing was changed.',
  malformed: 'There’s no page at this address. It may have been cut off.',
}

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
    sessions: (n: number) => `You’re signed in on ${w.count(n, { one: 'device', other: 'devices' })}.`,
    activity: (days: number) => `Sign-ins, emails and changes from the last ${w.days(days)}.`,
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
  inUse: 'Active now',
  lastUsed: (at: Date) =>
    Date.now() - at.getTime() < 300_000 ? 'Used in the last few minutes' : `Last used ${w.ago(at.getTime())}`,
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

export const activityPage = {
  title: 'Activity',
  intro: (days: number) => `What happened in your account in the last ${w.days(days)}, newest first.`,
  utc: (now: string) => `Times are in UTC (now ${now}).`,
  notYou: 'Don’t recognize something?',
  toSessions: 'See where you’re signed in',
  nothing: 'There’s nothing here.',
  newest: 'Newest',
  older: 'Older',
  types: {
    'signed in': 'Signed in',
    'signed in, new device': 'Signed in from a new browser',
    'session ended: signed-out': 'Signed out',
    'session ended: replaced': 'Replaced by a new sign-in in the same browser',
    'session ended: revoked': 'Signed out from the list of devices',
    'session ended: reported': 'Signed out after you reported a sign-in',
    'session ended: email-changed': 'Signed out because your email address changed',
    'session ended: operator': 'Signed out by us',
    'session ended: expired': 'Signed out because the session expired',
    'email: sign-in': 'Email sent: sign-in link',
    'email: no-account': 'Email sent: you can’t sign in with this address',
    'email: confirm-email-change': 'Email sent: confirm your new address',
    'email: email-change-requested': 'Email sent: your address is about to change',
    'email: email-change-undone': 'Email sent: your address was changed back',
    'email: new-device': 'Email sent: new sign-in',
    'email: account-deleted': 'Email sent: account deleted',
    'email change: requested': 'Email change requested',
    'email change: confirmed': 'Email address changed',
    'email change: canceled': 'Email change canceled',
    'email change: undone': 'Email change undone',
    'wrong-code': 'Wrong code entered',
    reported: 'You reported a sign-in you didn’t recognize',
    exported: 'Data downloaded',
    disabled: 'Account disabled by us',
    enabled: 'Account enabled again by us',
  },
  somethingElse: 'Something else',
  filter: {
    label: 'Show',
    all: 'Everything',
    'sign-ins': 'Sign-ins',
    emails: 'Emails',
    changes: 'Changes',
  },
}

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
      `To confirm, open it in a browser where you’re signed in. It works once and expires in ${w.minutes(minutes)}.`,
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
        `It was valid for ${w.minutes(minutes)}. Nothing was changed. To change your address, request it again from your account.`,
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
      explain: (days: number) => `It was valid for ${w.days(days)}, and can’t cancel or undo the change now.`,
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

const fingerprint = 'A fingerprint we recognize your browser by. It reveals nothing about the browser.'
const sameUser = 'The same as user.id.'

export const dataExport = {
  about: `Everything ${brand.name} stores about you. All times are in UTC. What we left out, and why, is listed at the end.`,
  leftOut: {
    'Session.userId': sameUser,
    'Session.attemptId': 'A random name for the request that led to this sign-in.',
    'Session.bindingHash': fingerprint,
    'Session.deviceHash': fingerprint,
    'Event.userId': sameUser,
    'EmailChange.userId': sameUser,
    'EmailChange.confirmHash': 'Checks the link that confirms a new address.',
    'EmailChange.undoHash': 'Checks the link that cancels or undoes an email change.',
    'Suppression.email': 'The same as user.email.',
    'LinkRevocation.emailHash':
      'A fingerprint of an address whose older sign-in links no longer work. The address can’t be read from it.',
    'LinkRevocation.revokedAt': 'When they were revoked. It is stored under that fingerprint alone.',
    'Sign-in links':
      'For two hours after each request: the address, where it leads, and what we check its link and code against.',
    Limits: 'Counts of emails and codes, stored under fingerprints alone and gone within a day.',
  },
}

const inFull = 'If the button doesn’t work, copy this link into your browser:'
const changePassword = 'Change your email password, too.'

export const signInEmail = {
  subject: `Your sign-in link for ${brand.name}`,
  preview: (minutes: number) => `It expires in ${w.minutes(minutes)}. Open it where you’re signing in.`,
  title: `Sign in to ${brand.name}`,
  intro: 'Open this link in the browser you’re signing in from.',
  button: 'Sign in',
  orCode: 'Reading this on another device? Enter this code in the browser you’re signing in from:',
  requestedIn: (device: string, network: string) =>
    network ? `Requested from ${network}, in ${device}.` : `Requested in ${device}.`,
  lifetime: ({ link, code }: Lifetimes) =>
    link === code
      ? `The link and the code work once and expire in ${w.minutes(link)}.`
      : `The link works for ${w.minutes(link)}, the code for ${w.minutes(code)}, and each of them once.`,
  notYou:
    'If you didn’t request this, you can safely ignore it. No one can sign in without this email. Never share the code, even with someone who says they work here.',
  inFull,
  /** The same email, for a visitor who has to confirm a sensitive action. */
  confirming: {
    delete: {
      subject: `Sign in to delete your ${brand.name} account`,
      title: 'Deleting your account?',
      intro:
        'Someone, probably you, wants to delete this account. To continue, open this link in the browser where you requested it.',
    },
    'change-email': {
      subject: `Sign in to change your address at ${brand.name}`,
      title: 'Changing your email address?',
      intro:
        'Someone, probably you, wants to change this account’s email address. To continue, open this link in the browser where you requested it.',
    },
    export: {
      subject: `Sign in to download your data from ${brand.name}`,
      title: 'Downloading your data?',
      intro:
        'Someone, probably you, wants to download all data of this account. To continue, open this link in the browser where you requested it.',
    },
    other: {
      subject: `Sign in to continue at ${brand.name}`,
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
  subject: `You can’t sign in to ${brand.name} with this address`,
  preview: 'Someone requested a sign-in link for this address.',
  title: 'You can’t sign in with this address',
  intro: `Someone, probably you, tried to sign in to ${brand.name} with this address. That isn’t possible right now: either there’s no account with this address, or the account has been closed.`,
  otherAddress: 'If you signed up with a different address, sign in with that one.',
  notYou: 'If you didn’t request this, you can safely ignore it.',
}

export const confirmEmailChangeEmail = {
  subject: `Confirm your new address for ${brand.name}`,
  preview: 'Nothing changes until you do.',
  title: 'Is this your new address?',
  intro: `Someone, probably you, wants to sign in to ${brand.name} with this address from now on. To confirm that it’s yours, open this link in the browser where you requested it:`,
  button: 'Confirm this address',
  requestedIn: (device: string) => `Requested in ${device}.`,
  lifetime: (minutes: number) =>
    `The link works once and expires in ${w.minutes(minutes)}. Until you confirm, the account keeps its current address.`,
  notYou: 'If you didn’t request this, don’t open the link. Nothing will change.',
  inFull,
}

export const emailChangeRequestedEmail = {
  subject: `Your email address at ${brand.name} is about to change`,
  preview: 'If this wasn’t you, you can cancel it with one link.',
  title: 'Changing your email address?',
  intro: `Someone, probably you, requested a new email address for your ${brand.name} account.`,
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
  subject: `Your email address at ${brand.name} was changed back`,
  preview: 'This address no longer signs in to that account.',
  title: 'Your email address was changed back',
  intro: `Your ${brand.name} account had this address. Someone who can read the email of its previous address has undone that change. The account has its previous address again, and is signed out everywhere.`,
  when: 'When',
  browser: 'Browser',
  place: 'Approximate location',
  wasYou: 'If this was you, there’s nothing to do here. Sign in with the previous address.',
  notYou:
    'If this wasn’t you, someone can read the email of your previous address. Change the password of that mailbox first. Then sign in with that address, and change it again.',
}

export const newDeviceEmail = {
  subject: `New sign-in to ${brand.name}`,
  preview: 'From a browser we hadn’t seen before. Was it you?',
  title: 'Was this you?',
  intro: `Someone, probably you, signed in to your ${brand.name} account in a browser we hadn’t seen before.`,
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
  subject: `Your ${brand.name} account has been deleted`,
  preview: 'This is the last email you’ll get from us.',
  title: 'Your account has been deleted',
  intro: (when: string) =>
    `As you requested, your ${brand.name} account was deleted on ${when}, along with everything that belonged to it. You’re signed out everywhere.`,
  again: 'You’re welcome back anytime. This address can sign up again and start fresh:',
  notYou:
    'We can’t bring the account back. If you didn’t delete it, someone may be able to read your email. Change your email password now.',
}

export const en = {
  language,
  devices,
  common,
  signInForm,
  noCookie,
  challenge,
  dashboard,
  checkEmail,
  linkPage,
  problems,
  errors,
  account,
  reauthenticatePage,
  switchedPage,
  sessionsPage,
  deletePage,
  goodbye,
  activityPage,
  emailPage,
  confirmEmailPage,
  undoPage,
  reportPage,
  dataExport,
  signInEmail,
  noAccountEmail,
  confirmEmailChangeEmail,
  emailChangeRequestedEmail,
  emailChangeUndoneEmail,
  newDeviceEmail,
  accountDeletedEmail,
}
