import 'server-only'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'
import { PatientLibSql } from '@/lib/patient-libsql'

// `next dev` evaluates modules again after each change; one client must outlive that.
const held = globalThis as { prisma?: PrismaClient }

/** The database, connected at the first call. */
export function db(): PrismaClient {
  held.prisma ??= new PrismaClient({ adapter: new PatientLibSql(env().database) })
  return held.prisma
}
