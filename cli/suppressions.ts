import { createClient } from '@libsql/client'
import { parseEmailAddress } from '../lib/email/address'
import { loadEnvFiles } from '../lib/platform/env-files'

/**
 * Lets an address have mail again after a bounce or a complaint (see lib/email/suppression.ts). Reads the .env files
 * as Next does. Answers the line for the operator. Throws where the database can't be reached.
 */
export async function unblock(typed: string | undefined): Promise<string> {
  loadEnvFiles()
  const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = process.env
  if (!url) throw new Error('DATABASE_URL is missing: say in which database.')
  const parsed = parseEmailAddress(typed)
  if (!parsed.ok) throw new Error('Say which address: npm run mails -- unblock ann@example.com')
  const client = createClient({ url, authToken, timeout: 5000 })
  try {
    const { rowsAffected } = await client.execute({
      sql: 'DELETE FROM "BlockedAddress" WHERE "email" = ?',
      args: [parsed.address],
    })
    return rowsAffected > 0 ? `${parsed.address} may have mail again.` : `${parsed.address} was not blocked.`
  } finally {
    client.close()
  }
}
