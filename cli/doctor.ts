import { createClient } from '@libsql/client'
import { Redis } from '@upstash/redis'
import { Resend } from 'resend'
import { type Env, loadEnvFiles, parseEnv } from '@/lib/platform'
import { pendingMigrations } from '@/prisma/migrations'

const TIMEOUT_MS = 5000

/**
 * `npm run doctor`: tells what is missing before a deploy. Reads the environment and the .env files
 * as `next start` does, and checks whether each part responds. The exit code is 1 if anything is
 * wrong.
 */
export async function doctor(): Promise<void> {
  loadEnvFiles('production')
  const parsed = parseEnv(process.env)
  const problems = parsed.ok ? [] : parsed.problems
  if (parsed.ok) {
    for (const warning of parsed.warnings) console.log(`?  ${warning}`)
    for (const [part, check] of Object.entries(checksOf(parsed.env))) {
      const problem = await check().catch((error: unknown) =>
        error instanceof Error ? error.message : String(error),
      )
      // Upstash's errors end with the command, which may hold data.
      if (problem) problems.push(`${part}: ${problem.split(', command was')[0]}`)
      else console.log(`✓  ${part}`)
    }
  }
  for (const problem of problems) console.error(`✗  ${problem}`)
  console.log(
    problems.length === 0
      ? 'Ready.'
      : `\n${problems.length} to fix. Each variable is explained in .env.example.`,
  )
  process.exitCode = problems.length === 0 ? 0 : 1
}

/** How to check each part. Resolves to what is wrong, if anything is. */
function checksOf({ redis, database, email }: Env): Record<string, () => Promise<string | undefined>> {
  return {
    'Redis responds': async () => {
      const signal = () => AbortSignal.timeout(TIMEOUT_MS)
      await new Redis({ ...redis, retry: { retries: 0 }, signal, enableTelemetry: false }).ping()
      return undefined
    },
    'The database is up to date': async () => {
      const client = createClient({ ...database, timeout: TIMEOUT_MS })
      try {
        const pending = await pendingMigrations(client)
        return pending.length > 0 ? `${pending.join(', ')} not applied. Run npm run db:migrate` : undefined
      } finally {
        client.close()
      }
    },
    'The email provider knows the key and the sender': async () => {
      const resend = new Resend(email.apiKey, { baseUrl: email.baseUrl })
      const { data, error } = await resend.domains.list()
      // A key that may only send can't list domains, and it shouldn't.
      if (error) return error.name === 'restricted_api_key' ? undefined : error.message
      const domain = /@([^>]+)/.exec(email.from)?.[1]
      const listed = data.data.find(({ name }) => domain === name || domain?.endsWith(`.${name}`))
      return listed?.status === 'verified' ? undefined : `${domain} is not verified: resend.com/domains`
    },
  }
}
