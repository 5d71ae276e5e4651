import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A command that prints its environment, and runs until it is stopped. */
const WAITING = `console.log(JSON.stringify({ pid: process.pid, database: process.env.DATABASE_URL,
  mailbox: process.env.RESEND_BASE_URL })); setInterval(() => {}, 1000)`

describe('services --fresh', { timeout: 30_000 }, () => {
  test('runs the command inside the local cloud, and exits with its exit code', async () => {
    const check = `fetch(process.env.RESEND_BASE_URL + '/api/emails').then(({ ok }) => process.exit(ok ? 5 : 1))`
    expect(await exitOf(services('--', 'node', '-e', check))).toBe(5)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s stops the command and the services, and cleans up',
    async (signal) => {
      const child = services('node', '-e', WAITING)
      const { pid, database, mailbox } = JSON.parse(await firstLine(child))
      const folder = dirname(fileURLToPath(database))
      expect(existsSync(folder)).toBe(true)
      expect((await fetch(mailbox)).status).toBe(200)

      child.kill(signal)
      expect(await exitOf(child)).toBe(signal === 'SIGINT' ? 130 : 143)
      await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 5_000 })
      await expect(fetch(mailbox)).rejects.toThrow()
      expect(existsSync(folder)).toBe(false)
    },
  )

  test('without a command, it prints lines for a .env file and runs until it is stopped', async () => {
    const child = services()
    expect(await firstLine(child)).toMatch(/^APP_URL=http:\/\/localhost:\d+$/)
    child.kill('SIGINT')
    expect(await exitOf(child)).toBe(0)
  })
})

function services(...command: string[]) {
  const script = fileURLToPath(new URL('./services.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--fresh', ...command], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  started.push(child)
  return child
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout) for await (const line of createInterface(child.stdout)) if (line) return line
  throw new Error('It exited without printing a line.')
}

function exitOf(child: ChildProcess) {
  return new Promise<number | null>((done) => {
    if (child.exitCode !== null) done(child.exitCode)
    child.once('exit', (code) => done(code))
  })
}
