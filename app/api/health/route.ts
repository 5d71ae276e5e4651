import { db, env, log, redis } from '@/lib/platform'

export const dynamic = 'force-dynamic'

/**
 * Whether each part responds: 200, or 503 and the part's name. Tells nothing that a stranger may
 * not know.
 */
export async function GET(): Promise<Response> {
  const [redisUp, databaseUp] = await Promise.all([
    responds('redis', () => redis().ping()),
    responds('database', () => db().$queryRaw`SELECT 1`),
  ])
  const parts = { redis: redisUp, database: databaseUp, email: env().email.apiKey !== '' }
  return Response.json(parts, {
    status: Object.values(parts).every(Boolean) ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  })
}

async function responds(part: string, ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    log.error('health.failed', error, { part })
    return false
  }
}
