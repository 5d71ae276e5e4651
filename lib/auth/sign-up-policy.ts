import 'server-only'
import { env } from '@/lib/platform/env'

/** Whether that address may make an account under SIGN_UP. */
export function canSignUp(email: string): boolean {
  return env().signUp !== 'closed' && canChangeEmailTo(email)
}

/** Whether an account may change to that address. With a list of domains, only within them. */
export function canChangeEmailTo(email: string): boolean {
  const policy = env().signUp
  return typeof policy === 'string' || policy.domains.includes(email.slice(email.indexOf('@') + 1))
}
