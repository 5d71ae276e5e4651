import type { MailContents } from '@/lib/mail/send'
import { accountDeletedMail } from '@/lib/mail/templates/account-deleted-mail'
import { addressChangingMail } from '@/lib/mail/templates/address-changing-mail'
import { changeAddressMail } from '@/lib/mail/templates/change-address-mail'
import { newDeviceMail } from '@/lib/mail/templates/new-device-mail'
import { noAccountMail } from '@/lib/mail/templates/no-account-mail'
import { signInMail } from '@/lib/mail/templates/sign-in-mail'

/** The origin of all links in the samples. */
export const SAMPLE_ORIGIN = 'https://login.example.com'

// As long as real ones: an id of 22 characters, a secret of 43.
const TOKEN = 'Vh2dXq9kTz4mNw7sLc0pRbAj8YfGeU3iKo6tQx1nHvDs5ZrWmCyBuPl2EaSgJkT4h'

const values = {
  code: '012345',
  device: 'Firefox on Windows',
  newAddress: 'ann.margaret.lindqvist@post.example.com',
  place: 'Lyon, France',
  /** Added to each URL. */
  query: '',
}

/**
 * Every mail that there is, for `npm run mails` and for the tests that all of them must pass.
 *
 * @param changed other values, to see what they do to the mails
 */
export function sampleMails(changed: Partial<typeof values> = {}): MailContents[] {
  const { code, device, newAddress, place, query } = { ...values, ...changed }
  const url = (path: string) => `${SAMPLE_ORIGIN}${path}${query}`
  const at = new Date('2026-11-22T14:05:09Z')
  const until = new Date('2026-11-29T14:05:09Z')
  return [
    signInMail({ url: url(`/magic-link/${TOKEN}`), code, minutes: 10, device }),
    noAccountMail(),
    changeAddressMail({ url: url(`/new-address/${TOKEN}`), minutes: 60, device }),
    addressChangingMail({ url: url(`/stop/${TOKEN}`), until, newAddress, at, device }),
    newDeviceMail({ url: url(`/not-me/${TOKEN}`), until, at, device, place }),
    accountDeletedMail({ at, url: url('/') }),
  ]
}
