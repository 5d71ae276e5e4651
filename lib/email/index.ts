// The only door to addresses and emails for app/ and cli/.

export { parseEmailAddress } from './address'
export { type Email, sendEmail } from './send'
export { smtpError, smtpOptions } from './smtp-connection'
export { suggestEmail } from './suggestion'
export { unsuppress } from './suppression'
export { type Lifted, liftAtResend } from './suppression-at-resend'
export { accountDeletedEmail } from './templates/account-deleted'
export { receiveWebhook, type WebhookOutcome } from './webhook'
export { webmailFor } from './webmail'
