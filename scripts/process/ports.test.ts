import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { findFreePort, startOnFreePort } from './ports'

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))))
})

describe('findFreePort', () => {
  test('returns the preferred port if it is free', async () => {
    const port = await findFreePort(0)
    expect(await findFreePort(port)).toBe(port)
  })

  test.each(['0.0.0.0', '127.0.0.1', '::', '::1'])(
    'returns a later one if it is taken on %s',
    async (host) => {
      const taken = await listen(await findFreePort(0), host)
      const port = await findFreePort(taken)
      expect(port).toBeGreaterThan(taken)
      expect(port).toBeLessThan(taken + 100)
    },
  )

  test('leaves the port free for the caller', async () => {
    const port = await findFreePort(0)
    expect(await listen(port, '::')).toBe(port)
  })
})

describe('startOnFreePort', () => {
  test('tries the next port if another process took this one in the meantime', async () => {
    const preferred = await findFreePort(0)
    const tried: number[] = []
    const started = await startOnFreePort(preferred, async (port) => {
      tried.push(port)
      if (tried.length < 3) throw Object.assign(new Error('taken'), { code: 'EADDRINUSE' })
      return `on ${port}`
    })
    expect(started).toBe(`on ${tried[2]}`)
    expect(tried[0]).toBe(preferred)
    expect(new Set(tried).size).toBe(3)
  })

  test('leaves port 0 to the system', async () => {
    expect(await startOnFreePort(0, async (port) => port)).toBe(0)
  })

  test('passes other errors on', async () => {
    await expect(startOnFreePort(0, async () => Promise.reject(new Error('no Redis')))).rejects.toThrow(
      'no Redis',
    )
  })
})

function listen(port: number, host: string) {
  return new Promise<number>((done, fail) => {
    const server = createServer().once('error', fail)
    servers.push(server)
    server.listen(port, host, () => done(port))
  })
}
