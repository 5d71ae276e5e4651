import 'server-only'
import { db } from '@/lib/db'
import { env } from '@/lib/env'

/** Whether that address may sign in: it has an account, or SIGN_UP lets it make one. */
export async function mayComeIn(email: string): Promise<boolean> {
  const policy = env().signUp
  if (policy === 'open') return true
  if (policy !== 'closed' && policy.domains.includes(email.slice(email.indexOf('@') + 1))) return true
  return (await db().user.count({ where: { email } })) > 0
}
