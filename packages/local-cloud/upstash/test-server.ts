import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connectRedis } from '../redis/real'

/** A real Redis for tests: the one at REDIS_URL, or a new process that ends with `close`. */
export type TestServer = { url: string; close(): void }

/** Why there is no real Redis to test against, or undefined when there is. */
export function whyNoRedis(): string | undefined {
  if (process.env.REDIS_URL || spawnSync('redis-server', ['--version']).status === 0) return undefined
  return 'REDIS_URL is not set and redis-server is not installed'
}

export async function startTestServer(): Promise<TestServer> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, close() {} }
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const url = join(folder, 'socket')
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', url, '--save', ''], {
    stdio: 'ignore',
  })
  server.once('exit', () => rmSync(folder, { recursive: true, force: true }))
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
