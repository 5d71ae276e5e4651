import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DEVELOPMENT_DATABASE, env, loadEnvFiles } from '@/lib/platform'
import { CliError } from './command'

/**
 * Gives this process the application's environment: what is set, and the .env files. Without a
 * DATABASE_URL, on a laptop, it uses the database of `npm run dev`, whether that is running or not.
 * Says which database it is, before anything happens to that.
 * @throws CliError with one line for each variable that is missing or wrong
 */
export async function prepareEnvironment(): Promise<void> {
  loadEnvFiles()
  if (!process.env.DATABASE_URL && process.env.NODE_ENV !== 'production') await defaultToDevelopment()
  try {
    env()
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error))
  }
  console.error(`Database: ${databaseName()}`)
}

/** The database's host, or the file. */
export function databaseName(): string {
  const { url } = env().database
  return url.startsWith('file:') ? url.slice('file:'.length) : new URL(url).host
}

async function defaultToDevelopment() {
  const folder = join(process.cwd(), '.local')
  if (!existsSync(DEVELOPMENT_DATABASE)) return
  // Imported only here: a deployed application doesn't need scripts/.
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
  console.error('DATABASE_URL is not set: using the database of `npm run dev`.')
}
