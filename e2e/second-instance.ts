import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { environment } from './environment'

/**
 * Another process of the same build, with the same Redis, database and APP_URL, except for what `different` says. Stops
 * with `stop`, or at once and without a word (`kill -9`) with `kill`.
 */
export const startSecondInstance = (different?: (origin: string) => Record<string, string>) =>
  startServer((port) => ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], different)

export type Instance = { origin: string; stop(): Promise<void>; kill(): Promise<void> }

/** Node with these arguments, as soon as it answers at a port of its own. */
export async function startServer(
  command: (port: number) => string[],
  different: (origin: string) => Record<string, string> = () => ({}),
): Promise<Instance> {
  const port = await freePort()
  const origin = environment.appUrl.replace(/:\d+$/, `:${port}`)
  const child = spawn(process.execPath, command(port), {
    env: { ...process.env, PORT: String(port), ...different(origin) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const stop = () => end('SIGTERM')
  try {
    await untilAnswering(origin, () => child.exitCode === null)
  } catch (error) {
    await stop()
    throw error
  }
  return { origin, stop, kill: () => end('SIGKILL') }
}

async function untilAnswering(origin: string, isRunning: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000
  while (isRunning() && Date.now() < deadline) {
    const answer = await fetch(`${origin}/`).catch(() => undefined)
    if (answer) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('No answer from a server that was to start.')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('No free port.')
  return address.port
}
