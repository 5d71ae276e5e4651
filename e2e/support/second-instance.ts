import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { environment } from './environment'
import { keepOutput } from './traces'

export const NEXT = resolve('node_modules/next/dist/bin/next')

/**
 * Another process of the same build, with the same Redis, database and APP_URL, except for what
 * `different` returns. `stop` ends it, `kill` ends it at once (`kill -9`); `megabytes` is its memory on
 * Linux, and 0 elsewhere.
 * @param folder of another build
 */
export const startSecondInstance = (
  different?: (origin: string) => Record<string, string>,
  folder?: string,
) => startServer((port) => [NEXT, 'start', '-p', String(port)], different, folder)

/** The same from the standalone build, which an image has. */
export const startStandalone = (different?: (origin: string) => Record<string, string>) =>
  startServer(() => [resolve('.next/standalone/server.js')], different)

export type Instance = {
  origin: string
  megabytes(): number
  /** Its exit code; null if it had to be killed. */
  stop(): Promise<number | null>
  kill(): Promise<number | null>
}

/** Milliseconds for what a server is doing when it is told to stop. */
const PATIENCE = 8000

/** Node with these arguments, as soon as it responds at a port of its own. */
export async function startServer(
  command: (port: number) => string[],
  different: (origin: string) => Record<string, string> = () => ({}),
  folder = process.cwd(),
): Promise<Instance> {
  const port = await freePort()
  const origin = environment.appUrl.replace(/:\d+$/, `:${port}`)
  const child = spawn(process.execPath, command(port), {
    cwd: folder,
    env: { ...process.env, PORT: String(port), ...different(origin) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  keepOutput(child)
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    }
    return child.exitCode
  }
  const stop = async () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
    const code = await end('SIGTERM')
    clearTimeout(timer)
    return code
  }
  try {
    await untilAnswering(origin, () => child.exitCode === null)
  } catch (error) {
    await stop()
    throw error
  }
  return { origin, megabytes: () => megabytesOf(child.pid), stop, kill: () => end('SIGKILL') }
}

function megabytesOf(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
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
