import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, test } from 'vitest'
import { applyMigrations } from './migrations'

test('attack: 0003 makes no reported device known again, and tells no one twice of a new one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'recovery-'))
  const [url, before] = [`file:${join(folder, 'test.db')}`, join(folder, 'before')]
  mkdirSync(before)
  copyFileSync(new URL('./migrations/0001_init.sql', import.meta.url), join(before, '0001_init.sql'))
  await applyMigrations({ url, folder: before })
  const client = createClient({ url })
  const at = new Date().toISOString()
  await client.executeMultiple(`
    INSERT INTO "User" ("id", "email", "createdAt") VALUES ('ann', 'ann@example.com', '${at}');
    INSERT INTO "Session" SELECT "id", 'ann', "id", '', 'hash of ' || "id", 1, '', '', "isNew", '${at}', '${at}', '${at}', "reason"
    FROM (SELECT 'mine' AS "id", 0 AS "isNew", 'signed-out' AS "reason" UNION SELECT 'theirs', 1, 'reported')`)
  await applyMigrations({ url })
  const { rows } = await client.execute(
    'SELECT "id", "deviceHash", "notifiedAt" FROM "Session" ORDER BY "id"',
  )
  expect(rows.map((row) => [...Object.values(row)])).toEqual([
    ['mine', 'hash of mine', null],
    ['theirs', '', at],
  ])
  client.close()
  rmSync(folder, { recursive: true, force: true })
})
