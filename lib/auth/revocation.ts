import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/platform/db'
import { keyedHashes } from '@/lib/platform/secrets'
import { seconds } from '@/lib/platform/time'

// When an address changes hands or its account is deleted, a link requested earlier would bring the
// account back. Revocations are in the database, so that the redeeming transaction decides.

/** How far the clocks of two instances may be apart. */
const CLOCK_SKEW = seconds(0.1)

/** SQL for whether links to that address, requested at that time (milliseconds), are revoked. */
export const areRevoked = (email: string, requestedAt: number) => Prisma.sql`
  EXISTS (SELECT 1 FROM "LinkRevocation"
    WHERE "emailHash" IN (${Prisma.join(keyedHashes('link revocation', email))})
      AND "revokedAt" >= ${new Date(requestedAt - CLOCK_SKEW)})`

/** For a transaction: revokes all links to that address that were requested until now. */
export const revokeLinks = (email: string) => {
  const now = new Date()
  return db().$executeRaw`
    INSERT INTO "LinkRevocation" ("emailHash", "revokedAt")
    VALUES (${keyedHashes('link revocation', email)[0]}, ${now})
    ON CONFLICT ("emailHash") DO UPDATE SET "revokedAt" = ${now}`
}
