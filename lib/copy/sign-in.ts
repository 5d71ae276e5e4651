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
    `Many emails are being requested right now. Please wait ${seconds} seconds, then press the button again.`,
}

export const dashboard = {
  title: 'Dashboard',
  hello: (email: string) => `Hello ${email}`,
  intro: 'You’re signed in. This page is yours to build on.',
  account: 'Your account',
  signOut: 'Sign out',
}
