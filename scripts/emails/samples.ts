import { copyIn, type Language } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { accountDeletedEmail } from '@/lib/email/templates/account-deleted'
import { confirmEmailChangeEmail } from '@/lib/email/templates/confirm-email-change'
import { emailChangeRequestedEmail } from '@/lib/email/templates/email-change-requested'
import { emailChangeUndoneEmail } from '@/lib/email/templates/email-change-undone'
import { newDeviceEmail } from '@/lib/email/templates/new-device'
import { noAccountEmail } from '@/lib/email/templates/no-account'
import { signInEmail } from '@/lib/email/templates/sign-in'

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
 * One of each email, for `npm run emails` and for the tests that all of them must pass.
 *
 * @param changed other values, to see what they do to the emails
 */
export function sampleEmails(changed: Partial<typeof values> = {}, language: Language = 'en'): Email[] {
  const t = copyIn(language)
  const { code, device, newAddress, place, query } = { ...values, ...changed }
  const url = (path: string) => `${SAMPLE_ORIGIN}${path}${query}`
  const at = new Date('2026-11-22T14:05:09Z')
  const until = new Date('2026-11-29T14:05:09Z')
  return [
    signInEmail(t, {
      url: url(`/magic-link/${TOKEN}`),
      code,
      minutes: { link: 10, code: 10 },
      device,
      network: place,
    }),
    signInEmail(t, {
      ...{ url: url(`/magic-link/${TOKEN}`), code, device, network: place },
      ...{ minutes: { link: 30, code: 10 }, action: 'delete' },
    }),
    noAccountEmail(t),
    confirmEmailChangeEmail(t, { url: url(`/confirm-email/${TOKEN}`), minutes: 60, device }),
    emailChangeRequestedEmail(t, {
      url: url(`/cancel-email-change/${TOKEN}`),
      until,
      newAddress,
      at,
      device,
    }),
    emailChangeUndoneEmail(t, { at, device, place }),
    newDeviceEmail(t, { url: url(`/report-sign-in/${TOKEN}`), until, at, device, place }),
    accountDeletedEmail(t, { at, url: url('/') }),
  ]
}
