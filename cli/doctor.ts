import { createClient } from '@libsql/client'
import { Redis } from '@upstash/redis'
import { Resend } from 'resend'
import { type Env, parseEnv } from '../lib/platform/env'
import { loadEnvFiles } from '../lib/platform/env-files'

// npm run doctor: says what is missing before a deploy. Reads the environment and the .env files as `next start` does,
// and then asks each part whether it answers.

const PATIENCE_MS = 5000

loadEnvFiles('production')
const parsed = parseEnv(process.env)
const problems = parsed.ok ? [] : parsed.problems
if (parsed.ok) {
  for (const warning of parsed.warnings) console.log(`?  ${warning}`)
  for (const [part, ask] of Object.entries(partsOf(parsed.env))) {
    const problem = await ask().catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    )
    if (problem) problems.push(`${part}: ${problem.split(', command was')[0]}`)
    else console.log(`✓  ${part}`)
  }
}
for (const problem of problems) console.error(`✗  ${problem}`)
console.log(
  problems.length === 0
    ? 'Ready.'
    : `\n${problems.length} to mend. Each variable is explained in .env.example.`,
)
process.exitCode = problems.length === 0 ? 0 : 1

/** How to ask each part: answers what is wrong, if anything is. */
function partsOf({ redis, database, mail }: Env): Record<string, () => Promise<string | undefined>> {
  return {
    'Redis answers': async () => {
      const signal = () => AbortSignal.timeout(PATIENCE_MS)
      await new Redis({ ...redis, retry: { retries: 0 }, signal, enableTelemetry: false }).ping()
      return undefined
    },
    'The database is up to date': async () => {
      const client = createClient({ ...database, timeout: PATIENCE_MS })
      try {
        await client.execute('SELECT 1 FROM "User", "Session", "BlockedAddress" LIMIT 0')
        return undefined
      } catch (error) {
        return `${error instanceof Error ? error.message : error}. Run npm run db:migrate`
      } finally {
        client.close()
      }
    },
    'The mail provider knows the key and the sender': async () => {
      const resend = new Resend(mail.apiKey, { baseUrl: mail.baseUrl })
      const { data, error } = await resend.domains.list()
      // A key for sending only may not list domains, and that is as it should be.
      if (error) return error.name === 'restricted_api_key' ? undefined : error.message
      const domain = /@([^>]+)/.exec(mail.from)?.[1]
      const known = data.data.find(({ name }) => domain === name || domain?.endsWith(`.${name}`))
      return known?.status === 'verified' ? undefined : `${domain} is not verified: resend.com/domains`
    },
  }
}
