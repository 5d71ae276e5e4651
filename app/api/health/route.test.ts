import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HranaServer, startHrana } from 'local-cloud/hrana'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/lib/platform'
import { GET } from './route'

const folder = mkdtempSync(join(tmpdir(), 'health-'))
let turso: HranaServer

beforeAll(async () => {
  turso = await startHrana({ port: 0, token: 'secret', file: join(folder, 'test.db') })
  turso.delay = 20
  vi.stubEnv('DATABASE_URL', turso.url)
  vi.stubEnv('DATABASE_AUTH_TOKEN', 'secret')
})
afterAll(async () => {
  await db().$disconnect()
  await turso.close()
  rmSync(folder, { recursive: true })
})

test('attack: 2,000 requests at once keep no visitor waiting for the database', async () => {
  // What a process loads at its first query isn't part of the wait.
  await db().$queryRaw`SELECT 1`
  turso.requests = 0
  const flood = Array.from({ length: 2000 }, () => GET())
  const begun = performance.now()
  expect(await db().$queryRaw`SELECT 'visitor' AS "who"`).toEqual([{ who: 'visitor' }])
  expect(performance.now() - begun).toBeLessThan(1000)
  const [first, ...rest] = await Promise.all(flood)
  expect(await first?.json()).toEqual({ redis: true, database: true, email: true })
  expect(rest.every(({ status }) => status === 200)).toBe(true)
  expect(turso.requests).toBe(2)
})

test('a part that stops responding is reported a second later', async () => {
  await turso.close()
  const { now } = performance
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 1000)
  const answer = await GET()
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({ redis: true, database: false, email: true })
})
