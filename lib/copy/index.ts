// Every sentence that a visitor reads, on pages and in emails, whole: the folder to translate.

export {
  account,
  deletePage,
  goodbye,
  reauthenticatePage,
  sessionsPage,
  switchedPage,
} from './account'
export { activityPage } from './activity'
export { checkEmail } from './check-email'
export { common, product } from './common'
export { dataExport } from './data-export'
export { confirmEmailPage, emailPage, undoPage } from './email-change'
export {
  accountDeletedEmail,
  confirmEmailChangeEmail,
  emailChangeRequestedEmail,
  emailChangeUndoneEmail,
  newDeviceEmail,
  noAccountEmail,
  signInEmail,
} from './emails'
export { errors } from './errors'
export { formatDateTime, formatDay, formatTime } from './format-date'
export { LANGUAGES } from './language-list'
export { linkPage } from './link-page'
export { problemOf } from './problems'
export { reportPage } from './report-sign-in'
export { challenge, dashboard, noCookie, signInForm } from './sign-in'
export { ago } from './words'
