import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/platform/env'
import { loadEnvFiles } from '@/lib/platform/env-files'
import { Refusal } from './command'

/**
 * Gives this process the application's environment: what is set, and the .env files. Where that names no database, on a
 * laptop, it is the one of `npm run dev`, whether that runs or not.
 * @throws Refusal with a line for each variable that is missing or wrong
 */
export async function prepareEnvironment(): Promise<void> {
  loadEnvFiles()
  if (!process.env.DATABASE_URL && process.env.NODE_ENV !== 'production') await takeThatOfDevelopment()
  try {
    env()
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}

async function takeThatOfDevelopment() {
  const folder = join(process.cwd(), '.local')
  if (!existsSync(join(folder, 'dev.db'))) return
  // Only here: nothing of dev/ is needed where the application is deployed.
  const { bringsMail, bringsRedis, localEnvironment, PORTS, wantedPort } = await import(
    '@/scripts/local-environment'
  )
  const { readSecrets } = await import('@/scripts/local-secrets')
  const given = process.env
  const secrets = readSecrets(folder)
  const services = {
    upstashUrl: bringsRedis(given, secrets) ? undefined : `http://127.0.0.1:${PORTS.redis}`,
    mailboxUrl: bringsMail(given, secrets) ? undefined : `http://127.0.0.1:${PORTS.mailbox}`,
  }
  Object.assign(given, localEnvironment(given, { folder, port: wantedPort(given), secrets, ...services }))
  console.error('DATABASE_URL is not set: this is the database of `npm run dev`.')
}
