import { product } from './common'

const fingerprint = 'A fingerprint we recognize your browser by. It reveals nothing about the browser.'
const sameUser = 'The same as user.id.'

export const dataExport = {
  about: `Everything ${product} stores about you. All times are in UTC. What we left out, and why, is listed at the end.`,
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
