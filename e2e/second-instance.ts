import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { environment } from './environment'
import { keepOutput } from './traces'

/**
 * Another process of the same build, with the same Redis, database and APP_URL, except for what `different` says. Stops
 * with `stop`.
 */
export async function startSecondInstance(
  different: (origin: string) => Record<string, string> = () => ({}),
): Promise<{ origin: string; stop(): Promise<void> }> {
  const port = await freePort()
  const origin = environment.appUrl.replace(/:\d+$/, `:${port}`)
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    env: { ...process.env, PORT: String(port), ...different(origin) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  keepOutput(child)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  try {
    await untilAnswering(origin, () => child.exitCode === null)
  } catch (error) {
    await stop()
    throw error
  }
  return { origin, stop }
}

async function untilAnswering(origin: string, isRunning: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000
  while (isRunning() && Date.now() < deadline) {
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined)
    if (answer) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The second instance of the application did not start.')
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
