import 'server-only'
import { db } from '@/lib/platform/db'

/** Whether an address gets no more mail, since it doesn't exist or its owner has complained. */
export async function isBlocked(email: string): Promise<boolean> {
  return (await db().blockedAddress.count({ where: { email } })) > 0
}

/**
 * Sends no more mail to an address, until an operator lifts it (`npm run mails -- unblock ADDRESS`): providers stop
 * taking mail from whoever goes on. Blocking twice is the same as once.
 */
export async function blockAddress(email: string, reason: 'bounced' | 'complained'): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "BlockedAddress" ("email", "reason", "createdAt") VALUES (${email}, ${reason}, ${new Date()})
    ON CONFLICT ("email") DO NOTHING`
}
