import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client/web'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type HranaServer, startHrana } from './hrana'

const folder = mkdtempSync(join(tmpdir(), 'hrana-'))
let server: HranaServer
let client: Client

beforeAll(async () => {
  server = await startHrana({ port: 0, token: 'secret', file: join(folder, 'test.db') })
  client = createClient({ url: server.url, authToken: 'secret' })
  await client.executeMultiple('PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)')
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const count = async () => (await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.n

it('takes and gives every type of value, by position and by name', async () => {
  const values = [null, 42, 1.5, 'Grüße', Uint8Array.of(0, 255).buffer]
  const { rows } = await client.execute({ sql: 'SELECT ?, CAST(? AS INTEGER), ?, ?, ?', args: values })
  expect(Array.from(rows[0] ?? [])).toEqual(values)
  const insert = { sql: 'INSERT INTO t VALUES (:id, :x)', args: { id: 1n, x: 'one' } }
  expect(await client.execute(insert)).toMatchObject({ rowsAffected: 1, lastInsertRowid: 1n })
  expect((await client.execute('SELECT * FROM t')).columnTypes).toEqual(['INTEGER', 'TEXT'])
})

it('answers one request for each statement, and one more for the end of a transaction', async () => {
  const before = server.requests
  await client.execute('SELECT 1')
  expect(server.requests - before).toBe(1)
  const transaction = await client.transaction('write')
  for (const id of [2, 3]) await transaction.execute({ sql: 'INSERT INTO t (id) VALUES (?)', args: [id] })
  await expect(client.execute('DELETE FROM t')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
  expect(await count()).toBe(1)
  await transaction.commit()
  expect([await count(), server.requests - before]).toEqual([3, 1 + 2 + 1 + 2 + 1])
})

it('rolls a batch back as a whole, and says what was wrong', async () => {
  const batch = client.batch(['DELETE FROM t', 'INSERT INTO t (id) VALUES (9), (9)'], 'write')
  await expect(batch).rejects.toThrow('SQLite error: UNIQUE constraint failed: t.id')
  expect(await count()).toBe(3)
})

it('rolls back a transaction whose client is gone', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const transaction = await client.transaction('write')
  await transaction.execute('DELETE FROM t')
  vi.advanceTimersByTime(10_000)
  vi.useRealTimers()
  await expect(transaction.execute('SELECT 1')).rejects.toThrow('400')
  expect((await client.execute('UPDATE t SET x = id')).rowsAffected).toBe(3)
})

it('refuses another token', async () => {
  await expect(createClient({ url: server.url, authToken: 'x' }).execute('DELETE FROM t')).rejects.toThrow(
    '401',
  )
  expect(await count()).toBe(3)
})
