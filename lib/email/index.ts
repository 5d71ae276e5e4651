// The only door to addresses and emails for app/ and cli/.

export { type EmailAddress, parseEmailAddress } from './address'
export { type DeliveryState, deliveryOf } from './delivery'
export { type Email, sendEmail } from './send'
export { suggestEmail } from './suggestion'
export { isSuppressed, unsuppress } from './suppression'
export { accountDeletedEmail } from './templates/account-deleted'
export { receiveWebhook, type WebhookOutcome } from './webhook'
export { webmailFor } from './webmail'
