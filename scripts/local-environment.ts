import { join } from 'node:path'
import type { LocalSecrets } from './local-secrets'

/** The local cloud's ports, unless they are taken. */
export const PORTS = { redis: 8079, mailbox: 8025 }

export type Environment = Record<string, string | undefined>

export type LocalServices = {
  /** Where the database is. */
  folder: string
  port: number
  secrets: LocalSecrets
  /** Left out if the developer has a real one. */
  upstashUrl?: string
  /** Left out if the developer has a real email provider. */
  mailboxUrl?: string
}

/**
 * Whether the developer brings a Redis, so that ours isn't started. The token tells it from our own
 * values, copied into .env.local.
 */
export function bringsRedis(given: Environment, secrets: LocalSecrets): boolean {
  if (given.KV_REST_API_URL) return true
  return Boolean(given.UPSTASH_REDIS_REST_URL) && given.UPSTASH_REDIS_REST_TOKEN !== secrets.redisToken
}

/** Whether the developer brings an email provider. */
export function bringsMail(given: Environment, secrets: LocalSecrets): boolean {
  if (given.SMTP_URL) return true
  if (given.RESEND_API_KEY === secrets.mailKey) return false
  return Boolean(given.RESEND_API_KEY || given.RESEND_BASE_URL)
}

/**
 * The port that the application should use: PORT, or the port of a local APP_URL, or 3000.
 * @throws if it isn't a port
 */
export function wantedPort(given: Environment): number {
  const local = localOrigin(given)
  const port = Number(given.PORT || local?.port || 3000)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`PORT must be a number from 1 to 65535, not ${JSON.stringify(given.PORT)}.`)
}

/**
 * The variables that a laptop needs and the developer didn't set. A local APP_URL follows the port,
 * or the links in emails would lead nowhere.
 */
export function localEnvironment(given: Environment, services: LocalServices): Record<string, string> {
  const { folder, port, secrets, upstashUrl, mailboxUrl } = services
  const origin = localOrigin(given) ?? new URL('http://localhost')
  origin.port = String(port)
  const isElsewhere = Boolean(given.APP_URL) && !localOrigin(given)
  return {
    ...(!isElsewhere && { APP_URL: origin.origin }),
    PORT: String(port),
    ...(upstashUrl && { UPSTASH_REDIS_REST_URL: upstashUrl, UPSTASH_REDIS_REST_TOKEN: secrets.redisToken }),
    ...(mailboxUrl && { RESEND_API_KEY: secrets.mailKey, RESEND_BASE_URL: mailboxUrl }),
    ...unlessGiven(given, {
      SESSION_SECRET: secrets.sessionSecret,
      DATABASE_URL: fileUrl(join(folder, 'dev.db')),
      // A real email provider accepts only the developer's own address.
      ...(mailboxUrl && { MAIL_FROM: 'Magic Link <sign-in@example.com>' }),
      RESEND_WEBHOOK_SECRET: secrets.webhookSecret,
      SIGN_UP: 'open',
      MAIL_BUDGET_PER_DAY: '1000000',
      NEXT_TELEMETRY_DISABLED: '1',
    }),
  }
}

/**
 * Empty for tests, or Next would read them from .env.local: a test must not reach a developer's
 * real database. An empty variable counts as not set.
 */
export const NOT_IN_TESTS = {
  MAIL_REPLY_TO: '',
  CLIENT_ADDRESS_HEADER: '',
  TRUSTED_PROXIES: '',
  PLACE_HEADERS: '',
  SUPPORT_CONTACT: '',
  SECURITY_CONTACT: '',
  DATABASE_AUTH_TOKEN: '',
  KV_REST_API_URL: '',
  KV_REST_API_TOKEN: '',
  CRON_SECRET: '',
  LINK_LIFETIME_MINUTES: '',
  SMTP_URL: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  OTEL_METRIC_EXPORT_INTERVAL: '',
}

/** The lines of a .env file. */
export function formatEnvironment(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${/[\s<>#]/.test(value) ? JSON.stringify(value) : value}`)
    .join('\n')
}

function localOrigin({ APP_URL }: Environment): URL | undefined {
  if (!APP_URL || !URL.canParse(APP_URL)) return undefined
  const url = new URL(APP_URL)
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname) ? url : undefined
}

function unlessGiven(given: Environment, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !given[name]))
}

function fileUrl(path: string): string {
  return `file:${encodeURI(path.replaceAll('\\', '/')).replace(/[?#]/g, encodeURIComponent)}`
}
