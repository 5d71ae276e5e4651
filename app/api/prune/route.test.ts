import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const secret = randomBytes(32).toString('base64url')

// What it deletes is prune's own test's: here it would take rows from other tests, which have
// clocks of their own.
const prune = vi.fn()

const DELETED = { sessions: 3, events: 2, emailChanges: 1, knownDevices: 0, linkRevocation: 0 }

beforeEach(() => {
  vi.resetModules()
  vi.doMock('@/lib/account/prune', () => ({ prune }))
  vi.stubEnv('CRON_SECRET', secret)
  prune.mockReset().mockResolvedValue({ deleted: DELETED, more: false })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.doUnmock('@/lib/account/prune')
})

async function call(authorization?: string, method: 'GET' | 'POST' = 'GET') {
  const route = await import('./route')
  const headers = authorization === undefined ? undefined : { Authorization: authorization }
  const answer = await route[method](new Request('http://localhost:3000/api/prune', { method, headers }))
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return answer
}

describe('/api/prune', () => {
  test.each(['GET', 'POST'] as const)('prunes at a %s with the secret, and says what', async (method) => {
    const answer = await call(`Bearer ${secret}`, method)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ deleted: DELETED, more: false })
    expect(prune).toHaveBeenCalledTimes(1)
  })

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer ${secret}${secret}`,
    `bearer ${secret}`,
    `Basic ${secret}`,
    secret,
  ])('attack: nothing is pruned for who sends %j', async (authorization) => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await call(authorization, method)
      expect([answer.status, await answer.text()]).toEqual([401, ''])
    }
    expect(prune).not.toHaveBeenCalled()
  })

  test.each(['', ' '])('attack: where the secret is %j, there is no such address', async (empty) => {
    vi.stubEnv('CRON_SECRET', empty)
    for (const authorization of [undefined, 'Bearer ', 'Bearer undefined', `Bearer ${secret}`]) {
      expect((await call(authorization)).status).toBe(404)
    }
    expect(prune).not.toHaveBeenCalled()
  })

  test('HEAD prunes nothing, although Next would answer it with GET', async () => {
    const { HEAD } = await import('./route')
    expect(HEAD().status).toBe(405)
    expect(prune).not.toHaveBeenCalled()
  })

  test('asks to be called again when the database is away', async () => {
    prune.mockRejectedValue(new Error('away'))
    const answer = await call(`Bearer ${secret}`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  })
})
