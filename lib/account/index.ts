// The only door to a user's account for app/ and cli/.

export { ACTIVITY_FILTERS, type ActivityItem, RETENTION, readActivity } from './activity'
export { findUser, type ListedUser, listUsers, type ShownUser } from './administration'
export { deleteAccount } from './deletion'
export { disableAccount, enableAccount } from './disable'
export {
  CONFIRM_LIFETIME,
  cancelPendingChange,
  type EmailChange,
  type FoundChange,
  findToConfirm,
  findToUndo,
  pendingEmailChange,
  wasNotSentTo,
} from './email-change'
export { confirmEmailChange } from './email-change-outcome'
export { requestEmailChangeHere } from './email-change-request'
export { endedCookie } from './ended-cookie'
export { exportOf } from './export'
export { type Pruned, prune } from './prune'
export { type ListedSession, liveSessionsOf } from './sessions'
export { undoEmailChangeHere } from './undo-here'
