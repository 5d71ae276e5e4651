import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { connectRedis } from './real'

/** A real Redis for tests: the one at REDIS_URL, or a new process that ends with `close`. */
export type TestServer = { url: string; close(): void }

/** Why there is no real Redis to test against, or undefined when there is. */
export function whyNoRedis(): string | undefined {
  if (process.env.REDIS_URL) return undefined
  const found = spawnSync('redis-server', ['--version']).status === 0
  return found ? undefined : 'REDIS_URL is not set and redis-server is not installed'
}

export async function startTestServer(): Promise<TestServer> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, close() {} }
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--daemonize', 'no']
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    try {
      await (await connectRedis(url)).close()
      return { url, close: () => void server.kill() }
    } catch (error) {
      if (tries === 500) throw error
      await setTimeout(10)
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
