import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { LibSqlWithTimeouts } from './libsql-timeouts'

const open = (url: string) => new LibSqlWithTimeouts({ url }).createClient({ url })

describe('LibSqlWithTimeouts, of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patient-'))
  const url = `file:${join(folder, 'test.db')}`
  const other: Client = createClient({ url })
  const insert = 'INSERT INTO t VALUES (1)'
  const clients: Client[] = []
  const client = () => {
    const opened = open(url)
    clients.push(opened)
    return opened
  }

  beforeAll(async () => {
    await other.execute('PRAGMA journal_mode = WAL')
    await other.execute('CREATE TABLE t (x)')
  })
  afterEach(() => {
    for (const each of clients.splice(0)) each.close()
  })
  afterAll(() => {
    other.close()
    rmSync(folder, { recursive: true })
  })

  test.each([
    ['a statement', (by: Client) => by.execute(insert)],
    [
      'a transaction',
      async (by: Client) => {
        const transaction = await by.transaction('deferred')
        await transaction.execute(insert)
        await transaction.commit()
      },
    ],
  ])('%s waits for its turn to write, and everybody else goes on meanwhile', async (_, write) => {
    const lock = await other.transaction('write')
    let done = false
    const written = write(client()).then(() => {
      done = true
    })
    // In a synchronous wait these timers would come too late.
    const begun = performance.now()
    for (let n = 0; n < 5; n++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(performance.now() - begun).toBeLessThan(1000)
    expect(done).toBe(false)
    await lock.rollback()
    await written
  })

  test('gives up after two seconds; whoever comes next hears of it sooner', async () => {
    const lock = await other.transaction('write')
    const by = client()
    const begun = performance.now()
    await expect(by.execute(insert)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    const first = performance.now() - begun
    await expect(by.transaction('write')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    expect(first).toBeGreaterThan(1900)
    expect(performance.now() - begun - first).toBeLessThan(first)
    await lock.rollback()
  })

  test('a transaction whose turn came too late leaves no lock behind', async () => {
    const lock = await other.transaction('write')
    const adapter = await new LibSqlWithTimeouts({ url }).connect()
    const late = vi.spyOn(globalThis, 'setTimeout').mockImplementationOnce((give) => {
      give()
      return undefined as unknown as NodeJS.Timeout
    })
    await expect(adapter.startTransaction()).rejects.toThrow('not answering')
    late.mockRestore()
    await lock.rollback()
    await client().execute(insert)
    await adapter.dispose()
  })

  test('after giving up, the same client writes again, and leaves no lock behind', async () => {
    const lock = await other.transaction('write')
    const by = client()
    await expect(by.execute(insert)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    await lock.rollback()
    const transaction = await by.transaction('write')
    await transaction.execute(insert)
    await transaction.commit()
    await other.execute(insert)
  })
})

describe('LibSqlWithTimeouts, over the net', () => {
  let silent: Server
  let url = ''
  beforeAll(async () => {
    silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  })
  afterAll(() => {
    silent.close()
  })

  test('does not wait for a server that says nothing for more than two seconds', async () => {
    const client = open(url)
    const begun = performance.now()
    await expect(client.execute('SELECT 1')).rejects.toThrow()
    await expect(client.execute('SELECT 1')).rejects.toThrow()
    expect(performance.now() - begun).toBeLessThan(4000)
    client.close()
  })

  test('nor does whoever stands last in a long queue', async () => {
    const adapter = await new LibSqlWithTimeouts({ url }).connect()
    const begun = performance.now()
    const statement = { sql: 'SELECT 1', args: [], argTypes: [] }
    const queue = Array.from({ length: 50 }, () => adapter.queryRaw(statement))
    expect((await Promise.allSettled(queue)).every(({ status }) => status === 'rejected')).toBe(true)
    expect(performance.now() - begun).toBeLessThan(4000)
    await adapter.dispose()
  })
})
