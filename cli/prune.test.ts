import { createClient } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { days } from '@/lib/platform/time'
import { runCli, scratchDatabase } from '../e2e/support/run-cli'

let scratch: Awaited<ReturnType<typeof scratchDatabase>>
beforeAll(async () => {
  scratch = await scratchDatabase()
})
afterAll(() => scratch.remove())

test('npm run prune deletes everything old, also in two processes at once', {
  timeout: 60_000,
}, async () => {
  const client = createClient({ url: scratch.url, timeout: 5000 })
  const [old, young] = [days(91), days(89)].map((age) => new Date(Date.now() - age).toISOString())
  await client.executeMultiple(`
    INSERT INTO "User" ("id", "email", "createdAt") VALUES ('ann', 'ann@example.com', '${old}');
    WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < 5000)
    INSERT INTO "Event" ("id", "userId", "at", "type") SELECT "i", 'ann', '${old}', 'exported' FROM "n";
    INSERT INTO "Event" ("id", "userId", "at", "type") VALUES ('young', 'ann', '${young}', 'exported')`)
  const runs = await Promise.all([1, 2].map(() => runCli(['prune'], { env: { DATABASE_URL: scratch.url } })))
  const database = `Database: ${scratch.url.slice('file:'.length)}`
  const { rows } = await client.execute('SELECT "id" FROM "Event"')
  client.close()
  expect(rows.map(({ id }) => id)).toEqual(['young'])
  expect(runs.map(({ code, err }) => [code, err])).toEqual([
    [0, database],
    [0, database],
  ])
  const counts = runs.map(({ out }) => Number(/^Deleted 0 sessions, (\d+) events, /.exec(out)?.[1]))
  expect(counts.reduce((sum, count) => sum + count)).toBe(5000)
})
