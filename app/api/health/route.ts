import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'

export const dynamic = 'force-dynamic'

/** Whether each part answers: 200, or 503 and the part's name. Says nothing that a stranger may not know. */
export async function GET(): Promise<Response> {
  const [redisUp, databaseUp] = await Promise.all([
    answers('redis', () => redis().ping()),
    answers('database', () => db().$queryRaw`SELECT 1`),
  ])
  const parts = { redis: redisUp, database: databaseUp, mail: env().mail.apiKey !== '' }
  return Response.json(parts, {
    status: Object.values(parts).every(Boolean) ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  })
}

async function answers(part: string, ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    log.error('health', error, { part })
    return false
  }
}
