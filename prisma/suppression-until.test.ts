import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, test } from 'vitest'
import { applyMigrations } from './migrations'

test('0005 lets earlier bounces end after a week, and no complaint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'suppression-'))
  const [url, before, all] = [
    `file:${join(folder, 'test.db')}`,
    join(folder, 'before'),
    new URL('./migrations/', import.meta.url),
  ]
  mkdirSync(before)
  for (const name of readdirSync(all).filter((each) => each < '0005'))
    copyFileSync(new URL(name, all), join(before, name))
  await applyMigrations({ url, folder: before })
  const client = createClient({ url })
  await client.executeMultiple(`
    INSERT INTO "Suppression" VALUES ('bounced', 'bounced', '2026-11-26T09:00:00.123+00:00');
    INSERT INTO "Suppression" VALUES ('complained', 'complained', '2026-11-26T09:00:00.123+00:00')`)
  await applyMigrations({ url })
  const { rows } = await client.execute('SELECT "email", "until" FROM "Suppression" ORDER BY "email"')
  expect(rows.map((row) => [...Object.values(row)])).toEqual([
    // As Prisma writes it.
    ['bounced', '2026-12-03T09:00:00.123+00:00'],
    ['complained', null],
  ])
  client.close()
  rmSync(folder, { recursive: true, force: true })
})
