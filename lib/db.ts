import 'server-only'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'
import { seconds } from '@/lib/time'

/** How long a write waits for another process that is writing. libSQL's own default is not at all. */
const BUSY_TIMEOUT = seconds(5)

// `next dev` evaluates modules again after each change; one client must outlive that.
const held = globalThis as { prisma?: PrismaClient }

/** The database, connected at the first call. */
export function db(): PrismaClient {
  held.prisma ??= new PrismaClient({
    adapter: new PrismaLibSql({ ...env().database, timeout: BUSY_TIMEOUT }),
  })
  return held.prisma
}
