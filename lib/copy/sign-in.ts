export const signInForm = {
  title: 'Sign in',
  intro: 'We’ll email you a link. There’s no password to remember.',
  emailPlaceholder: 'you@example.com',
  submit: 'Send sign-in link',
  submitting: 'Sending…',
  forget: 'Forget this address',
}

export const dashboard = {
  title: 'Dashboard',
  hello: (email: string) => `Hello ${email}`,
  intro: 'You’re signed in. This page is yours to build on.',
  account: 'Your account',
  signOut: 'Sign out',
}
