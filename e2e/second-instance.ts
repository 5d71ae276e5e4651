import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { environment } from './environment'
import { keepOutput } from './traces'

export const NEXT = resolve('node_modules/next/dist/bin/next')

/**
 * Another process of the same build, with the same Redis, database and APP_URL, except for what `different` says. Stops
 * with `stop`; `megabytes` is what it keeps in memory, on Linux, and 0 elsewhere.
 * @param folder of another build
 */
export async function startSecondInstance(
  different: (origin: string) => Record<string, string> = () => ({}),
  folder = process.cwd(),
): Promise<{ origin: string; megabytes(): number; stop(): Promise<void> }> {
  const port = await freePort()
  const origin = environment.appUrl.replace(/:\d+$/, `:${port}`)
  const child = spawn(process.execPath, [NEXT, 'start', '-p', String(port)], {
    cwd: folder,
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
  return { origin, megabytes: () => megabytesOf(child.pid), stop }
}

function megabytesOf(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
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
