import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { emailLines, type MailServer, startResend, startUpstash } from 'local-cloud'
import { applyMigrations, MigrationError } from '../prisma/migrations'
import {
  bringsMail,
  bringsRedis,
  type Environment,
  localEnvironment,
  NOT_IN_TESTS,
  PORTS,
  wantedPort,
} from './local-environment'
import { readSecrets } from './local-secrets'
import { PROJECT } from './process/command'
import { findFreePort, startOnFreePort } from './process/ports'

export type LocalCloud = {
  /** What the developer didn't set: see `localEnvironment`. */
  environment: Record<string, string>
  /**
   * What the developer set in .env files. Next reads those itself, and again after each change;
   * other commands don't.
   */
  files: Environment
  mailboxUrl?: string
  close(): Promise<void>
}

/**
 * Starts what stands in for the cloud, and brings the database up to date. What the developer set,
 * in the environment or in Next's .env files, wins.
 *
 * @param options.fresh for tests: new secrets and an empty database in a temporary folder, free
 *   ports, no lines, and nothing from the developer (except REDIS_URL), whose .env.local may well
 *   name a real database
 * @param options.say gets the lines for people: taken ports, new emails
 */
export async function startLocalCloud(options: {
  fresh: boolean
  mode: 'development' | 'production'
  say: (line: string) => void
  project?: string
}): Promise<LocalCloud> {
  const { fresh, mode, project = PROJECT } = options
  const say = fresh ? () => {} : options.say
  const files = fresh ? {} : readEnvFiles(project, mode)
  const given: Environment = fresh ? {} : { ...files, ...process.env }
  const folder = fresh ? mkdtempSync(join(tmpdir(), 'magic-link-')) : join(project, '.local')
  const redisUrl = process.env.REDIS_URL ?? given.REDIS_URL
  let origin: string | undefined
  const closing: (() => unknown)[] = []
  if (fresh) closing.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }

  async function start<Service extends { url: string; close(): Promise<void> }>(
    name: string,
    preferred: number,
    open: (port: number) => Promise<Service>,
  ) {
    const service = await startOnFreePort(fresh ? 0 : preferred, open)
    closing.push(() => service.close())
    const port = Number(new URL(service.url).port)
    if (port !== preferred) say(`Port ${preferred} is taken: ${name} uses ${port}.`)
    return service
  }

  try {
    const secrets = readSecrets(folder)
    const upstash = bringsRedis(given, secrets)
      ? undefined
      : await start('Redis', PORTS.redis, (port) =>
          startUpstash({ port, token: secrets.redisToken, redisUrl: redisUrl || undefined }),
        )
    const mailbox: MailServer | undefined = bringsMail(given, secrets)
      ? undefined
      : await start('the mailbox', PORTS.mailbox, (port) =>
          startResend({
            port,
            onEmail: (email) => say(emailLines(email)),
            webhook: {
              // Known only once the application has its port. No email is sent before that.
              url: () => origin && `${origin}/api/webhooks/resend`,
              secret: given.RESEND_WEBHOOK_SECRET || secrets.webhookSecret,
            },
          }),
        )
    const port = fresh ? await findFreePort(randomPort()) : await findAppPort(wantedPort(given), say)
    const mailboxUrl = mailbox?.url
    const local = localEnvironment(given, { folder, port, secrets, upstashUrl: upstash?.url, mailboxUrl })
    // For tests, which give it to an application as its SMTP_URL.
    const LOCAL_SMTP_URL = (fresh && (await mailbox?.startSmtp(0))?.url) || ''
    const environment = fresh ? { ...local, ...NOT_IN_TESTS, LOCAL_SMTP_URL } : local
    // Without a trailing slash. If anything else is wrong with it, the application says so.
    origin = (environment.APP_URL ?? given.APP_URL)?.replace(/\/+$/, '')
    await migrate(environment.DATABASE_URL ?? given.DATABASE_URL ?? '', say)
    return { environment, files, mailboxUrl, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Next's .env files; the first to set a variable wins. Next's own reader changes this process. */
function readEnvFiles(project: string, mode: 'development' | 'production'): Environment {
  const paths = [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env'].map((name) =>
    join(project, name),
  )
  const files = paths.filter((path) => existsSync(path)).map((path) => parseEnv(readFileSync(path, 'utf8')))
  return Object.assign({}, ...files.reverse())
}

// Below the ports of outgoing connections: one of those could take it before the server starts.
function randomPort() {
  return 20_000 + Math.floor(Math.random() * 10_000)
}

async function findAppPort(wanted: number, say: (line: string) => void) {
  const port = await findFreePort(wanted)
  if (port !== wanted) say(`Port ${wanted} is taken: the application uses ${port}.`)
  return port
}

async function migrate(url: string, say: (line: string) => void) {
  if (!url.startsWith('file:')) {
    // It may be in production. Migrating it is for a deploy, not for `npm run dev`.
    say("The database isn't local: `npm run db:migrate` brings it up to date.")
    return
  }
  const { applied } = await applyMigrations({ url }).catch((error) => {
    if (!(error instanceof MigrationError)) throw error
    throw new Error(
      `${error.message}\nIf this local database is from an earlier draft, delete .local/dev.db*.`,
    )
  })
  if (applied.length > 0) say(`Applied to the database: ${applied.join(', ')}.`)
}
