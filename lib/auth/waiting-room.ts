import 'server-only'
import { lastEmailCookie } from '@/lib/auth/last-email-cookie'
import { type PendingAttempt, pendingCookie } from '@/lib/auth/pending-cookie'

/** The attempt that this browser is waiting to finish, if it requested one lately. */
export async function pendingAttempt(): Promise<PendingAttempt | undefined> {
  return (await pendingCookie.read())?.attempt
}

/** The last address that signed in from this browser. */
export async function lastEmail(): Promise<string | undefined> {
  return (await lastEmailCookie.read())?.email
}
