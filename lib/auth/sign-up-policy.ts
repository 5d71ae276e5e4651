import 'server-only'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'

/** Whether that address may make an account, as SIGN_UP has it. */
export function mayBeNew(email: string): boolean {
  return env().signUp !== 'closed' && mayMoveTo(email)
}

/** Whether an account may change to that address. Where domains are listed, nobody takes theirs along when leaving one. */
export function mayMoveTo(email: string): boolean {
  const policy = env().signUp
  return typeof policy === 'string' || policy.domains.includes(email.slice(email.indexOf('@') + 1))
}

/** Whether that address may sign in: its account isn't disabled, or it may make one. */
export async function mayComeIn(email: string): Promise<boolean> {
  const user = await db().user.findUnique({ where: { email }, select: { disabledAt: true } })
  return user ? user.disabledAt === null : mayBeNew(email)
}
