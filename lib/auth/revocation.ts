import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/platform/db'
import { keyedHashes } from '@/lib/platform/secrets'

// An address that changed hands, or whose account is gone: a link that was asked for before would bring the account back.
// In the database, so that the claim's own transaction decides.

/** SQL for whether a link to that address, asked for at that time (milliseconds), is void. */
export const isVoid = (email: string, askedAt: number) => Prisma.sql`
  EXISTS (SELECT 1 FROM "VoidedLinks"
    WHERE "addressHash" IN (${Prisma.join(keyedHashes('voided links', email))}) AND "at" >= ${new Date(askedAt)})`

/** For a transaction: makes void all links to that address that were asked for until now. */
export const voidLinks = (email: string) => {
  const now = new Date()
  return db().$executeRaw`
    INSERT INTO "VoidedLinks" ("addressHash", "at") VALUES (${keyedHashes('voided links', email)[0]}, ${now})
    ON CONFLICT ("addressHash") DO UPDATE SET "at" = ${now}`
}
