export const product = 'Magic Link'

export const common = {
  email: 'Email address',
  keepSignedIn: 'Keep me signed in on this device',
  unavailable: 'Something on our side isn’t responding. Nothing was lost. Please try again in a minute.',
}
