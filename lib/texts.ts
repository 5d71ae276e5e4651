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
  problems: {
    missing: 'Please type your e-mail address.',
    'too-long': 'That is longer than an e-mail address can be. Please check it.',
    malformed: 'That doesn’t look like an e-mail address. It should read like you@example.com.',
    'not-sent':
      'We couldn’t get the mail on its way. Your address is still here: please try again in a minute.',
    unavailable: common.unavailable,
  },
  tooMany: (minutes: number) =>
    `That was a lot of mails from your network. Please try again in ${count(minutes, 'minute', 'minutes')}.`,
}

export const checkEmail = {
  title: 'Check your e-mail',
  sent: 'If that address can sign in here, a mail with a link and a code is on its way to',
  openHere: (minutes: number) =>
    `Open the link in this browser and you are in. It works once, for ${count(minutes, 'minute', 'minutes')}.`,
  elsewhere: 'Reading mail on another device? Type the code from the mail here instead.',
  code: 'Six-digit code',
  submit: 'Sign in with the code',
  submitting: 'Signing in…',
  otherAddress: 'Use another address',
  problems: {
    malformed: 'The code has six digits. Please check it.',
    'too-many-tries': 'That was the last try for this code. Please ask for a new mail.',
    expired: 'This code is no longer good. Please ask for a new mail.',
    used: 'This code was already used. Please ask for a new mail.',
    unavailable: common.unavailable,
  },
  wrongCode: (left: number) => `That isn’t the code. You have ${count(left, 'try', 'tries')} left.`,
  newMail: 'Send a new mail',
}

export const linkPage = {
  confirm: {
    title: 'Sign in here?',
    intro: 'This link signs you in as',
    explain:
      'It was asked for in another browser. If that was you, press the button to sign in on this device. If you didn’t ask for it, close this page: nothing has happened.',
    submit: 'Sign in on this device',
  },
  invalid: {
    title: 'Magic Link invalid/expired',
    explain: (minutes: number) =>
      `A link works once, for ${count(minutes, 'minute', 'minutes')}. This one has been used, has run out, or was cut short on its way.`,
    sendTo: 'We can send a new one to',
    submit: 'Send a new link',
    ask: 'Where shall we send a new one?',
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
  intro: 'Press the button in the browser where you asked, and you are in.',
  button: 'Sign in',
  orLink: 'Or open this address:',
  orCode: 'Or type this code where you asked:',
  lifetime: (minutes: number) => `Link and code work once, for ${count(minutes, 'minute', 'minutes')}.`,
  notYou: 'You didn’t ask for this? Then there is nothing to do: without this mail, nobody can sign in.',
}

export const noAccountMail = {
  subject: `There is no account for you at ${product}`,
  preview: 'Somebody asked for a sign-in link with this address.',
  title: 'No account here',
  intro: `Somebody, probably you, asked to sign in to ${product} with this address. There is no account for it, and new ones can’t be made at the moment.`,
  otherAddress: 'Perhaps you signed up with another address?',
  notYou: 'You didn’t ask for this? Then there is nothing to do.',
}
