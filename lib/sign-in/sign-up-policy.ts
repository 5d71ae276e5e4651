import 'server-only'
import { db } from '@/lib/db'
import { env } from '@/lib/env'

/** Whether that address may make an account, as SIGN_UP has it. */
export function mayBeNew(email: string): boolean {
  const policy = env().signUp
  if (policy === 'open') return true
  return policy !== 'closed' && policy.domains.includes(email.slice(email.indexOf('@') + 1))
}

/** Whether that address may sign in: its account isn't disabled, or it may make one. */
export async function mayComeIn(email: string): Promise<boolean> {
  const user = await db().user.findUnique({ where: { email }, select: { disabledAt: true } })
  return user ? user.disabledAt === null : mayBeNew(email)
}
