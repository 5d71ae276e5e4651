import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import type { Env } from '@/lib/platform'
import { pendingMigrations } from '@/prisma/migrations'
import { type Finding, findingOf } from './finding'

/** Milliseconds to wait for another writer. */
const BUSY_TIMEOUT = 2000

/** Whether the database has every migration, and takes a write, which is rolled back. */
export async function checkDatabase({ database }: Pick<Env, 'database'>): Promise<Finding[]> {
  const { url } = database
  const host = url.startsWith('file:') ? url : new URL(url).host
  const client = createClient({ ...database, timeout: BUSY_TIMEOUT })
  try {
    const migrations = await findingOf('Migrations', 'See docs/deploy.md', async () => {
      const pending = await pendingMigrations(client)
      const present = readdirSync(join(process.cwd(), 'prisma/migrations')).length
      if (pending.length === 0) return { state: 'ok', what: `${host}: all ${present} applied` }
      const what = `${host}: ${pending.join(', ')} not applied`
      return { state: 'wrong', what, todo: 'Run npm run db:migrate' }
    })
    const todo = 'Use a token that may write; a file must be on a disk that this user may write to'
    const write = await findingOf('Database', todo, async () => {
      const transaction = await client.transaction('write')
      try {
        await transaction.execute('CREATE TABLE "_doctor" ("id" INTEGER)')
      } finally {
        await transaction.rollback()
        transaction.close()
      }
      return { state: 'ok', what: `${host}: takes writes` }
    })
    return [write, migrations]
  } finally {
    client.close()
  }
}
