import 'server-only'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/platform/env'
import { LibSqlWithTimeouts } from '@/lib/platform/libsql-timeouts'
import { seconds } from '@/lib/platform/time'

/** How long a transaction may queue behind others: lib/platform/libsql-timeouts.ts gives up before Prisma does. */
const MAX_WAIT = seconds(3)

// `next dev` evaluates modules again after each change; one client must outlive that.
const held = globalThis as { prisma?: PrismaClient }

/** The database, connected at the first call. */
export function db(): PrismaClient {
  held.prisma ??= new PrismaClient({
    adapter: new LibSqlWithTimeouts(env().database),
    transactionOptions: { maxWait: MAX_WAIT },
  })
  return held.prisma
}
