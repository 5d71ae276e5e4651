import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startResend, startUpstash } from 'local-cloud'
import { applyMigrations } from '@/prisma/migrations'

/**
 * What unit tests run against: a local cloud and a database of their own. Workers inherit the
 * environment.
 */
export default async function setup() {
  const folder = await mkdtemp(path.join(tmpdir(), 'magic-link-unit-'))
  const token = randomBytes(16).toString('hex')
  const upstash = await startUpstash({ port: 0, token, redisUrl: process.env.REDIS_URL })
  const resend = await startResend({ port: 0 })
  Object.assign(process.env, {
    APP_URL: 'http://localhost:3000',
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    DATABASE_URL: `file:${path.join(folder, 'unit.db')}`,
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: token,
    RESEND_API_KEY: 're_unit',
    RESEND_BASE_URL: resend.url,
    // Or all the emails of these tests would be a surge.
    MAIL_BUDGET_PER_DAY: '1000000',
    MAIL_FROM: 'Magic Link <sign-in@example.com>',
  })
  await applyMigrations({ url: process.env.DATABASE_URL as string })
  return async () => {
    await Promise.all([upstash.close(), resend.close()])
    await rm(folder, { recursive: true })
  }
}
