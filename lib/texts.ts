// Every sentence that a visitor reads, on pages and in mails: the one file to translate.

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

export const product = 'Magic Link'

export const common = {
  email: 'E-mail address',
  unavailable: 'Something on our side isn’t answering. Nothing is lost: please try again in a minute.',
}

export const signInForm = {
  title: 'Sign in',
  intro: 'We’ll mail you a link. There is no password to remember.',
  emailPlaceholder: 'you@example.com',
  submit: 'Send sign-in link',
  submitting: 'Sending…',
  forget: 'Forget this address',
  problems: {
    missing: 'Please type your e-mail address.',
    'too-long': 'That is longer than an e-mail address can be. Please check it.',
    malformed: 'That doesn’t look like an e-mail address. It should read like you@example.com.',
    'not-sent':
      'We couldn’t get the mail on its way. Your address is still here: please try again in a minute.',
    unavailable: common.unavailable,
  },
  tooMany: (minutes: number) =>
    `That was a lot of mails. Please try again in ${
      minutes > 120 ? count(Math.ceil(minutes / 60), 'hour', 'hours') : count(minutes, 'minute', 'minutes')
    }.`,
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
  openMailbox: (provider: string) => `Open ${provider}`,
  didYouMean: 'Did you mean',
  sendThere: 'Send it there instead',
  elsewhere:
    'Reading your mail on another device? This page can’t follow you there: type the code from the mail here.',
  code: 'Six-digit code',
  submit: 'Sign in with the code',
  submitting: 'Signing in…',
  otherAddress: 'Wrong address? Change it',
  problems: {
    malformed: 'The code has six digits. Please check it.',
    'too-many-tries': 'That was the last try for this code.',
    'codes-paused':
      'Wrong codes were typed too often for this address today. The link in the mail still works: open it here.',
    expired: 'This code has run out. Please send yourself a new mail.',
    used: 'This code was already used. Please send yourself a new mail.',
    'not-sent': 'We couldn’t get the mail on its way. Please try again in a minute.',
    unavailable: common.unavailable,
  },
  wrongCode: (left: number) => `That isn’t the code. You have ${count(left, 'try', 'tries')} left.`,
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
  tooEarly: (seconds: number) => `Please wait another ${count(seconds, 'second', 'seconds')}.`,
  mayNow: 'No mail yet? Look in your spam folder, or send a new one.',
}

export const linkPage = {
  confirm: {
    title: 'Sign in here?',
    intro: 'This link signs you in as',
    askedFor: (minutesAgo: number, where: string) =>
      `It was asked for ${minutesAgo < 1 ? 'just now' : `${count(minutesAgo, 'minute', 'minutes')} ago`}, in ${where}.`,
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
  toForm: 'Back to the sign-in form',
}

export const dashboard = {
  title: 'Dashboard',
  hello: (email: string) => `Hello ${email}`,
  intro: 'You are signed in. This page is yours to build on.',
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
}

export const signInMail = {
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

export const noAccountMail = {
  subject: `There is no account for you at ${product}`,
  preview: 'Somebody asked for a sign-in link with this address.',
  title: 'There is no account here',
  intro: `Somebody, probably you, asked to sign in to ${product} with this address. There is no account for it, and we can’t make a new one for it at the moment.`,
  otherAddress: 'Perhaps you signed up with another address? Then please sign in with that one.',
  notYou: 'You didn’t ask for this? Then there is nothing to do.',
}

export const changeAddressMail = {
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

export const addressChangingMail = {
  subject: `Your address at ${product} is about to change`,
  preview: 'If that wasn’t you, one link stops it.',
  title: 'Changing your address?',
  intro: `Somebody, probably you, asked to change the address of your ${product} account.`,
  newAddress: 'New address',
  askedAt: 'When',
  askedIn: 'Browser',
  wasYou:
    'It was you? Then there is nothing to do here. The change happens when you confirm it, with the link that we sent to the new address.',
  notYou: 'It wasn’t you? This link stops the change. You needn’t sign in for it:',
  button: 'Stop the change',
  lifetime: (until: string) => `The link works until ${until}.`,
  mailbox:
    'If it wasn’t you, somebody is signed in to your account and may be able to read your mail: please change the password of your mailbox, too.',
  inFull: 'The link in full, in case the button doesn’t work:',
}

export const newDeviceMail = {
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

export const accountDeletedMail = {
  subject: `Your ${product} account is deleted`,
  preview: 'This is the last mail that it sends you.',
  title: 'Your account is deleted',
  intro: (when: string) =>
    `As you asked, your ${product} account was deleted on ${when}, with everything that belonged to it. Every browser is signed out.`,
  again: 'You are welcome to come back. This address can sign up again, and starts afresh:',
  notYou:
    'It wasn’t you? We can’t bring the account back. Whoever deleted it may be able to read your mail: please change the password of your mailbox.',
}
