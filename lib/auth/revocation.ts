import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/platform/db'
import { keyedHashes } from '@/lib/platform/secrets'

// When an address changes hands or its account is deleted, a link requested earlier would bring the
// account back. Revocations are in the database, so that the redeeming transaction decides.

/** SQL for whether links to that address, requested at that time (milliseconds), are revoked. */
export const areRevoked = (email: string, requestedAt: number) => Prisma.sql`
  EXISTS (SELECT 1 FROM "LinkRevocation"
    WHERE "emailHash" IN (${Prisma.join(keyedHashes('link revocation', email))})
      AND "revokedAt" >= ${new Date(requestedAt)})`

/** For a transaction: revokes all links to that address that were requested until now. */
export const revokeLinks = (email: string) => {
  const now = new Date()
  return db().$executeRaw`
    INSERT INTO "LinkRevocation" ("emailHash", "revokedAt")
    VALUES (${keyedHashes('link revocation', email)[0]}, ${now})
    ON CONFLICT ("emailHash") DO UPDATE SET "revokedAt" = ${now}`
}
