import 'server-only'
import { db } from '@/lib/platform/db'

/** Whether an address is on the suppression list: email to it bounced, or its owner complained. */
export async function isSuppressed(email: string): Promise<boolean> {
  return (await db().suppression.count({ where: { email } })) > 0
}

/**
 * Puts an address on the suppression list, until an operator removes it (`npm run suppressions`):
 * providers stop accepting email from senders who continue. Safe to repeat.
 */
export async function suppress(email: string, reason: 'bounced' | 'complained'): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "Suppression" ("email", "reason", "createdAt") VALUES (${email}, ${reason}, ${new Date()})
    ON CONFLICT ("email") DO NOTHING`
}

/** Removes an address from the suppression list. @returns false if it wasn't on it */
export async function unsuppress(email: string): Promise<boolean> {
  const { count } = await db().suppression.deleteMany({ where: { email } })
  return count > 0
}
