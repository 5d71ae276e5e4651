import { createClient } from '@libsql/client'
import { environment } from '../support/environment'

/** Takes the database's lock, as another process that writes. What it returns releases it. */
export async function lockDatabase(): Promise<() => Promise<void>> {
  const client = createClient({ url: environment.databaseUrl, timeout: 5000 })
  const lock = await client.transaction('write')
  return async () => {
    await lock.rollback()
    client.close()
  }
}
