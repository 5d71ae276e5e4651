import { createClient } from '@libsql/client'
import { days } from '../../lib/platform/time'

/**
 * Fills a migrated database with users and their sessions, of which one in fifty is live. The
 * addresses are `user-N@example.com`, the sessions' ids and attempts begin with their time, as real ones do.
 */
export async function grow(url: string, { users, sessions }: { users: number; sessions: number }) {
  const client = createClient({ url })
  const { rows: indexes } = await client.execute(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'Session'",
  )
  const at = new Date().toISOString()
  // Not the characters of real ones, but as long, and in the same order.
  const timedId = `printf('%012x', ${Date.now() - days(90)} + n * ${Math.floor(days(90) / sessions)}) || lower(hex(randomblob(5)))`
  await client.executeMultiple(`
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -2000000;
    ${indexes.map(({ name }) => `DROP INDEX "${name}";`).join('\n')}
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${users})
    INSERT INTO "User" ("id", "email", "createdAt") SELECT 'user-' || n, 'user-' || n || '@example.com', '${at}' FROM n;
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${sessions})
    INSERT INTO "Session" ("id", "userId", "attemptId", "bindingHash", "deviceHash", "remember", "device",
      "network", "isNewDevice", "createdAt", "lastSeenAt", "endedAt", "endReason")
    SELECT ${timedId}, 'user-' || (n % ${users} + 1), ${timedId},
      hex(randomblob(22)), hex(randomblob(22)), 1, 'Firefox on Windows', '203.0.113.…', 0, '${at}', '${at}',
      CASE WHEN n % 50 = 0 THEN NULL ELSE '${at}' END, CASE WHEN n % 50 = 0 THEN NULL ELSE 'signed-out' END
    FROM n;
    ${indexes.map(({ sql }) => `${sql};`).join('\n')}
    ANALYZE;
    PRAGMA wal_checkpoint(TRUNCATE);`)
  client.close()
}
