// The only door to signing in and sessions for app/, middleware.ts and cli/. What isn't listed here
// belongs to the rooms behind it.

export { CODE_LIFETIME, linkLifetime } from './attempt'
export { parseReference } from './attempt-reference'
export { type AttemptEvent, type AttemptReport, reportAttempt } from './attempt-report'
export { endCurrentSession as signOut, forgetDevice, updateKnownEmail } from './current-session'
export { noteDelivery } from './deliver-link'
export { recordAfterResponse, recordEvent } from './events'
export {
  currentSession,
  currentSessionIfKnown,
  reauthenticatePath,
  requireRecentSession,
  requireRecentSessionOf,
  requireSameAccount,
  requireSession,
  requireSessionOf,
} from './guard'
export { UNDO_LIFETIME } from './moved-address'
export { cameWithoutCookie } from './no-cookie'
export { sendSecurityEmail } from './notices'
export { type OpenedLink, openLink } from './open-link'
export type { Challenge } from './proof'
export { wantsRemember } from './remember'
export { findSignInToReport, reportSignIn } from './report'
export { requestMagicLink } from './request-link'
export { HOME, parseReturnPath, signInPath, unavailablePath } from './return-path'
export { revokeAccess, revokeAccessHere } from './revoke-access'
export type { LiveSession } from './session'
export { sessionCookie } from './session-cookie'
export { isRecent, timeLeft } from './session-lifetime'
export { signInWithCode } from './sign-in-with-code'
export { canSignUp } from './sign-up-policy'
export { lastEmail, type PendingAttempt, pendingAttempt, pendingAttemptIfKnown } from './waiting-room'
