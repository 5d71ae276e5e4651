import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { databaseAdapter } from './database-adapter'
import { withTimeouts } from './libsql-timeouts'

// Vitest doesn't fake this module. Through the global one, pauses between tries follow its clock.
vi.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}))

/** Deadlines on a fake clock. The locks, the server and the sockets stay real. */
const useFakeClock = () => vi.useFakeTimers()
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A call, and whether it has ended by now. */
function watch<T>(call: Promise<T>) {
  const watched = { call, ended: false }
  const end = () => {
    watched.ended = true
  }
  call.then(end, end)
  return watched
}

const open = (url: string) => withTimeouts(createClient)({ url })

describe('withTimeouts, on a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'timeouts-'))
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
  ])('%s waits for its turn to write, while everything else goes on', async (_, write) => {
    const lock = await other.transaction('write')
    let done = false
    const written = write(client()).then(() => {
      done = true
    })
    // During a synchronous wait, these timers would be late.
    const begun = performance.now()
    for (let n = 0; n < 5; n++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(performance.now() - begun).toBeLessThan(1000)
    expect(done).toBe(false)
    await lock.rollback()
    await written
  })

  test('gives up after two seconds, and the next call sooner', async () => {
    const lock = await other.transaction('write')
    const by = client()
    useFakeClock()
    const first = watch(by.execute(insert))
    await vi.advanceTimersByTimeAsync(1900)
    expect(first.ended).toBe(false)
    // The last pause may begin just before the deadline.
    await vi.advanceTimersByTimeAsync(100 + 25)
    expect(first.ended).toBe(true)
    await expect(first.call).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    const second = watch(by.transaction('write'))
    await vi.advanceTimersByTimeAsync(200 + 25)
    expect(second.ended).toBe(true)
    await expect(second.call).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    await lock.rollback()
  })

  test('a transaction whose turn comes too late leaves no lock behind', async () => {
    const lock = await other.transaction('write')
    const adapter = await databaseAdapter({ url }).connect()
    useFakeClock()
    const deadline = vi.spyOn(globalThis, 'setTimeout').mockImplementationOnce((expire) => {
      expire()
      return undefined as unknown as NodeJS.Timeout
    })
    await expect(adapter.startTransaction()).rejects.toThrow('not responding')
    deadline.mockRestore()
    await lock.rollback()
    // Its turn comes now.
    await vi.advanceTimersByTimeAsync(25)
    await client().execute(insert)
    await adapter.dispose()
  })

  test('after giving up, the same client writes again, and leaves no lock behind', async () => {
    const lock = await other.transaction('write')
    const by = client()
    useFakeClock()
    const refused = expect(by.execute(insert)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    await vi.advanceTimersByTimeAsync(2000 + 25)
    await refused
    await lock.rollback()
    const transaction = await by.transaction('write')
    await transaction.execute(insert)
    await transaction.commit()
    await other.execute(insert)
  })
})

describe('withTimeouts, over the network', () => {
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

  test('waits no longer than two seconds for a silent server', async () => {
    const client = open(url)
    useFakeClock()
    for (const timeout of [2000, 200]) {
      const select = watch(client.execute('SELECT 1'))
      await vi.advanceTimersByTimeAsync(timeout - 1)
      expect(select.ended).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      await expect(select.call).rejects.toThrow()
    }
    client.close()
  })

  test('neither does the last call in a long queue', async () => {
    const adapter = await databaseAdapter({ url }).connect()
    useFakeClock()
    const begun = Date.now()
    const statement = { sql: 'SELECT 1', args: [], argTypes: [] }
    const queue = Promise.allSettled(Array.from({ length: 150 }, () => adapter.queryRaw(statement)))
    await vi.advanceTimersByTimeAsync(2500)
    expect((await queue).every(({ status }) => status === 'rejected')).toBe(true)
    expect(Date.now() - begun).toBeLessThan(4000)
    await adapter.dispose()
  })
})
