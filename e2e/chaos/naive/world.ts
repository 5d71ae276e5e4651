import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { Database } from '../../support/database'
import { startServer } from '../../support/second-instance'
import { type Servers, startAll, viaEach } from '../world'

/** Several processes of the naive server, with a database of their own that allows everything twice. */
export async function startNaiveWorld(size: number): Promise<Servers & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'magic-link-naive-'))
  const url = `file:${join(folder, 'naive.db')}`
  const client = createClient({ url })
  await client.executeMultiple(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE User (id TEXT, email TEXT);
    CREATE TABLE Session (id TEXT, userId TEXT, attemptId TEXT, createdAt TEXT, endedAt TEXT);`)
  client.close()
  const servers = await startAll(size, () =>
    startServer(
      () => ['--import', 'tsx', 'e2e/chaos/naive/server.ts'],
      () => ({ NAIVE_DATABASE_URL: url }),
    ),
  )
  const database = new Database(url)
  return {
    via: viaEach(servers),
    database,
    close: async () => {
      database.close()
      await Promise.all(servers.map((server) => server.stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
