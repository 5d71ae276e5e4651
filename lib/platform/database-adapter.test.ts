import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type HranaServer, startHrana } from 'local-cloud/hrana'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { PrismaClient } from '@/generated/prisma/client'
import { applyMigrations } from '@/prisma/migrations'
import { databaseAdapter } from './database-adapter'
import { DatabaseOverloaded, DatabaseTimeout } from './database-lanes'

const folder = mkdtempSync(join(tmpdir(), 'adapter-'))
const file = join(folder, 'test.db')
const now = new Date()
let db: PrismaClient

beforeAll(async () => {
  await applyMigrations({ url: `file:${file}` })
  db = new PrismaClient({ adapter: databaseAdapter({ url: `file:${file}` }) })
  await db.user.create({ data: { id: 'ann', email: 'ann@example.com', createdAt: now } })
  const times = { createdAt: now, lastSeenAt: now }
  const rest = {
    bindingHash: '',
    deviceHash: '',
    remember: true,
    device: '',
    network: '',
    isNewDevice: false,
  }
  await db.session.create({ data: { id: 's', userId: 'ann', attemptId: 'a', ...times, ...rest } })
  await db.$disconnect()
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await db.$disconnect()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lookUp = () =>
  db.$queryRaw<[{ email: string }]>`
    SELECT "Session".*, "email" FROM "Session" JOIN "User" ON "User"."id" = "userId" WHERE "Session"."id" = 's'`
const rename = (email: string) => db.$executeRaw`UPDATE "User" SET "email" = ${email} WHERE "id" = 'ann'`
const times = <T>(count: number, call: () => PromiseLike<T>) => Array.from({ length: count }, () => call())

describe('databaseAdapter, over the network', () => {
  let turso: HranaServer
  beforeAll(async () => {
    turso = await startHrana({ port: 0, token: 'secret', file })
  })
  beforeEach(() => {
    db = new PrismaClient({ adapter: databaseAdapter({ url: turso.url, authToken: 'secret' }) })
    turso.delay = 20
    turso.requests = 0
  })
  afterAll(() => turso.close())

  test('a session look-up is one trip, from the first', async () => {
    expect(await lookUp()).toMatchObject([{ email: 'ann@example.com' }])
    expect(turso.requests).toBe(1)
    await lookUp()
    expect(turso.requests).toBe(2)
  })

  test('a taken value is P2002, alone and in a transaction, as it is on a file', async () => {
    const twin = () => db.user.create({ data: { id: 'twin', email: 'ann@example.com', createdAt: now } })
    const first = () => db.$executeRaw`UPDATE "User" SET "createdAt" = ${now}`
    await expect(twin()).rejects.toMatchObject({ code: 'P2002' })
    await expect(db.$transaction([twin()])).rejects.toMatchObject({ code: 'P2002' })
    await expect(db.$transaction([first(), twin()])).rejects.toMatchObject({ code: 'P2002' })
  })

  test('200 look-ups at once are all answered within a second', async () => {
    const durations: number[] = []
    for (let round = 0; round < 3; round++) {
      const begun = performance.now()
      await Promise.all(times(200, lookUp))
      durations.push(performance.now() - begun)
    }
    // The best of three, because other programs may use the machine.
    expect(Math.min(...durations)).toBeLessThan(1000)
    expect(turso.requests).toBe(600)
  })

  test('what would wait behind those is refused before any of them is answered', async () => {
    const settled: string[] = []
    const refused = (error: unknown) => {
      expect(error).toBeInstanceOf(DatabaseOverloaded)
      settled.push('refused')
    }
    await Promise.all(times(300, () => lookUp().then(() => settled.push('answered'), refused)))
    expect(settled.slice(0, 100)).toEqual(Array(100).fill('refused'))
    expect(settled.slice(100)).toEqual(Array(200).fill('answered'))
  })

  test('a call that was given up in the queue never reaches the server', async () => {
    await Promise.all(times(100, lookUp))
    turso.requests = 0
    turso.delay = 2000
    vi.spyOn(AbortController.prototype, 'abort').mockReturnValue()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const outcomes = Promise.allSettled(times(150, lookUp))
    while (turso.requests < 100) await wait(5)
    await vi.advanceTimersByTimeAsync(2500)
    vi.useRealTimers()
    for (const each of await outcomes) expect(each).toMatchObject({ reason: expect.any(DatabaseTimeout) })
    turso.delay = 0
    await Promise.all(times(10, lookUp))
    expect(turso.requests).toBe(110)
  })

  test('while a transaction is open, everything else goes on', async () => {
    await db.$transaction(async (transaction) => {
      await transaction.user.update({ where: { id: 'ann' }, data: { email: 'new@example.com' } })
      expect(await Promise.all(times(50, lookUp))).toHaveLength(50)
      await transaction.user.update({ where: { id: 'ann' }, data: { email: 'ann@example.com' } })
    })
  })

  test('transactions of one process don’t get in each other’s way, nor in the way of single writes', async () => {
    const transactions = times(10, () =>
      db.$transaction([rename('a@example.com'), rename('ann@example.com')]),
    )
    await Promise.all([...transactions, ...times(10, () => rename('ann@example.com'))])
    expect(await lookUp()).toMatchObject([{ email: 'ann@example.com' }])
  })

  test('a transaction waits for another instance’s lock', async () => {
    const other = await lockFile()
    const done = db.$transaction([rename('a@example.com'), rename('ann@example.com')])
    while (turso.requests < 3) await wait(5)
    await other.unlock()
    expect(await done).toEqual([1, 1])
  })

  test('loads no native code', () => {
    const script = `const { databaseAdapter } = await import('./lib/platform/database-adapter.ts')
      const adapter = await databaseAdapter({ url: process.argv[1] }).connect()
      await adapter.queryRaw({ sql: 'SELECT 1', args: [], argTypes: [] }).catch(() => {})
      console.log(process.report.getReport().sharedObjects.filter((path) => path.endsWith('.node')).length)`
    const loaded = (url: string) =>
      execFileSync(
        process.execPath,
        ['--conditions', 'react-server', '--import', 'tsx', '--input-type', 'module', '--eval', script, url],
        { encoding: 'utf8' },
      )
    expect(loaded(`file:${file}`)).toBe('1\n')
    expect(loaded('http://127.0.0.1:9')).toBe('0\n')
  })
})

describe('databaseAdapter, on a file', () => {
  beforeEach(() => {
    db = new PrismaClient({ adapter: databaseAdapter({ url: `file:${file}` }) })
  })

  test('while another process holds the lock, reads answer, and writes wait until their deadline', async () => {
    const other = await lockFile()
    const writes = [
      rename('a@example.com'),
      db.$queryRaw`INSERT INTO "User" VALUES ('bob', 'bob@example.com', ${now}, NULL) RETURNING "id"`,
      db.$transaction([rename('a@example.com')]),
    ]
    const settled: string[] = []
    const refused = Promise.allSettled(writes).then((all) => {
      settled.push('writes')
      return all.map(({ status }) => status)
    })
    await Promise.all(times(50, lookUp)).then(() => settled.push('raw reads'))
    await db.session
      .findUnique({ where: { id: 's' }, include: { user: true } })
      .then(() => settled.push('reads'))
    expect(await refused).toEqual(['rejected', 'rejected', 'rejected'])
    expect(settled).toEqual(['raw reads', 'reads', 'writes'])
    await other.unlock()
    expect(await rename('ann@example.com')).toBe(1)
  })

  test('a read sees what was written before it', async () => {
    for (let n = 0; n < 50; n++) {
      await rename(`${n}@example.com`)
      expect(await lookUp()).toMatchObject([{ email: `${n}@example.com` }])
      await db.$transaction([rename('x@example.com'), rename('ann@example.com')])
      expect(await lookUp()).toMatchObject([{ email: 'ann@example.com' }])
    }
  })
})

/** Another process that holds the database's lock. */
async function lockFile() {
  const script = `import { createClient } from '@libsql/client'
    const client = createClient({ url: process.argv[1] })
    await client.execute('BEGIN IMMEDIATE')
    console.log('locked')
    // Without a reference to it, the connection would be collected, and its lock with it.
    setInterval(() => client.closed, 1000)`
  const child = spawn(process.execPath, ['--input-type', 'module', '--eval', script, `file:${file}`])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return {
    unlock: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
