import 'server-only'
import { PrismaClient } from '@/generated/prisma/client'
import { databaseAdapter } from '@/lib/platform/database-adapter'
import { env } from '@/lib/platform/env'
import { seconds } from '@/lib/platform/time'

/** How long Prisma lets a transaction queue. Longer than database-lanes.ts lets it wait. */
const MAX_WAIT = seconds(3)

// `next dev` evaluates modules again after each change. One client must outlive that.
const shared = globalThis as { prisma?: PrismaClient }

/**
 * The database, connected at the first call. Queries throw when it can't be reached in time.
 * @throws Error from `env()` if the environment isn't complete.
 */
export function db(): PrismaClient {
  shared.prisma ??= new PrismaClient({
    adapter: databaseAdapter(env().database),
    transactionOptions: { maxWait: MAX_WAIT },
  })
  return shared.prisma
}
