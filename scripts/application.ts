import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

export type Application = { origin: string; pid: number | undefined; stop(): Promise<void> }

/**
 * Starts the production build with this environment, and resolves once it responds.
 * @throws if it exits before
 */
export async function startApplication(env: Record<string, string | undefined>): Promise<Application> {
  const origin = env.APP_URL ?? ''
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  while (!(await fetch(origin).catch(() => undefined))) {
    if (server.exitCode !== null)
      throw new Error('The application has exited. Is there a build? npm run build')
    await wait(50)
  }
  return {
    origin,
    pid: server.pid,
    async stop() {
      server.kill()
      await ended
    },
  }
}
