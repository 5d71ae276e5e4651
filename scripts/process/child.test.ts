import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { run } from './child'

const never = new AbortController().signal

describe('run', () => {
  test('returns the exit code of the command', async () => {
    expect(await run(['node', '-e', 'process.exit(7)'], { interrupt: never })).toBe(7)
  })

  test('returns 128 plus the number of the signal that ended it', async () => {
    expect(await run(['node', '-e', 'process.kill(process.pid, "SIGKILL")'], { interrupt: never })).toBe(137)
  })

  test('returns 127 and says so if there is no such command', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await run(['no-such-command'], { interrupt: never })).toBe(127)
    expect(error).toHaveBeenCalledWith(expect.stringContaining("no-such-command can't be started"))
  })

  test('passes the environment to the command', async () => {
    const env = { ...process.env, EXIT_CODE: '9' }
    expect(await run(['node', '-e', 'process.exit(+process.env.EXIT_CODE)'], { interrupt: never, env })).toBe(
      9,
    )
  })

  test('starts nothing if it was interrupted before', async () => {
    expect(await run(['node', '-e', ''], { interrupt: AbortSignal.abort('SIGINT') })).toBe(130)
  })
})

describe('a command under run', { timeout: 30_000 }, () => {
  const started: { host: ChildProcess; pids: number[] }[] = []
  afterEach(() => {
    for (const { host, pids } of started.splice(0)) {
      host.kill('SIGKILL')
      for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    }
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets %s and may stop in its own way',
    async (signal) => {
      const { host, pids } = await start(
        `process.on('${signal}', () => process.exit(42)); print(process.pid)`,
        1,
      )
      started.push({ host, pids })
      host.kill(signal)
      expect(await exitOf(host)).toBe(42)
    },
  )

  test('leaves no process behind when it is told to stop, not even children that ignore it or are in other groups', async () => {
    const { host, pids } = await start(
      `print(process.pid); child("print(process.pid)"); child("process.on('SIGTERM', () => {}); print(process.pid)")
       child("print(process.pid)", { detached: true })`,
      4,
    )
    started.push({ host, pids })
    expect(pids.filter(isAlive)).toHaveLength(4)
    host.kill('SIGTERM')
    expect(await exitOf(host)).toBe(143)
    await untilNoneAlive(pids)
  })

  test('is killed if it ignores the signal itself', async () => {
    const { host, pids } = await start(`process.on('SIGTERM', () => {}); print(process.pid)`, 1)
    started.push({ host, pids })
    host.kill('SIGTERM')
    expect(await exitOf(host)).toBe(137)
    await untilNoneAlive(pids)
  })

  test('leaves no process behind when it exits by itself', async () => {
    const { host, pids } = await start(
      `child("print(process.pid)"); process.stdin.once('data', () => process.exit(3))`,
      1,
    )
    started.push({ host, pids })
    host.stdin?.write('end\n')
    expect(await exitOf(host)).toBe(3)
    await untilNoneAlive(pids)
  })

  test('leaves no process behind when its parent crashes', async () => {
    const { host, pids } = await start(
      'print(process.pid); child("print(process.pid)", { detached: true })',
      2,
      "process.on('SIGUSR2', () => { throw new Error('crash') }); console.error = () => {}",
    )
    started.push({ host, pids })
    host.kill('SIGUSR2')
    expect(await exitOf(host)).toBe(1)
    await untilNoneAlive(pids)
  })
})

/**
 * A process that runs a command which prints process ids, and the ids, once there are `count` of
 * them.
 */
async function start(code: string, count: number, preparation = '') {
  const prelude = `
    const print = (line) => console.log(line)
    const keepAlive = setInterval(() => {}, 1000)
    const child = (code, options) => require('child_process').spawn(process.execPath,
      ['-e', 'const print = (line) => console.log(line); setInterval(() => {}, 1000);' + code],
      { stdio: 'inherit', ...options });`
  const script = `import { listenForSignals, run } from ${JSON.stringify(import.meta.resolve('./child.ts'))}
    ${preparation}
    const interrupt = listenForSignals()
    process.exitCode = await run(['node', '-e', ${JSON.stringify(prelude + code)}], { interrupt, graceMs: 300 })
    process.stdin.destroy()
    process.exit()`
  const host = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const pids: number[] = []
  for await (const line of createInterface(host.stdout)) {
    pids.push(Number(line))
    if (pids.length === count) break
  }
  expect(pids).toHaveLength(count)
  return { host, pids }
}

function untilNoneAlive(pids: number[]) {
  return vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5_000 })
}

function exitOf(host: ChildProcess) {
  return new Promise<number | null>((done) => {
    if (host.exitCode !== null) done(host.exitCode)
    host.once('exit', (code) => done(code))
  })
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    // If no one has read an orphan's exit code, it is a zombie, not alive.
    return process.platform !== 'linux' || !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
