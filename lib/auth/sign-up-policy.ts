import 'server-only'
import { db } from '@/lib/platform/db'
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

/** Whether that address may sign in: its account isn't disabled, or it may make one. */
export async function canSignIn(email: string): Promise<boolean> {
  const user = await db().user.findUnique({ where: { email }, select: { disabledAt: true } })
  return user ? user.disabledAt === null : canSignUp(email)
}
