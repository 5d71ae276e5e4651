import { common } from './common'

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
  home: 'Go to the home page',
  foreign: 'For your security, this only works from our own site. Nothing was changed.',
  tooLarge: 'That’s more than this form takes. Nothing was changed.',
  unreadable: 'We couldn’t read that. Nothing was changed.',
  outdated: 'We’ve updated this page since you opened it. Nothing was sent. Please press the button again.',
  method: 'That can’t be done here. Nothing was changed.',
  malformed: 'There’s no page at this address. It may have been cut off.',
}
