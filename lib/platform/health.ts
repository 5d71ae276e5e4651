import 'server-only'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { seconds } from '@/lib/platform/time'

export type Health = { redis: boolean; database: boolean; email: boolean }

let last: { at: number; health: Promise<Health> } | undefined

/**
 * Whether each part responds. Strangers may ask at any rate, and mustn't fill the queue for the
 * database: the parts are asked once a second at most, and everyone gets the same answer.
 */
export function health(): Promise<Health> {
  const now = performance.now()
  if (!last || now - last.at >= seconds(1)) last = { at: now, health: check() }
  return last.health
}

async function check(): Promise<Health> {
  const { email } = env()
  const [redisUp, databaseUp] = await Promise.all([
    responds('redis', () => redis().ping()),
    responds('database', () => db().$queryRaw`SELECT 1`),
  ])
  return { redis: redisUp, database: databaseUp, email: Boolean(email.apiKey ?? email.smtp) }
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
