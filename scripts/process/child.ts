import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { resolveCommand } from './command'
import { listDescendants, signalGroup, signalProcess } from './process-tree'

export type RunOptions = {
  env?: NodeJS.ProcessEnv
  /** Aborted with the name of a signal: see {@link listenForSignals}. */
  interrupt: AbortSignal
  /** How many milliseconds the command may take to stop by itself. */
  graceMs?: number
  stdio?: 'inherit' | 'ignore'
}

/**
 * Aborts, with the signal's name as its reason, when this process is told to stop. Then it's up to
 * the caller to stop.
 */
export function listenForSignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Ctrl-C arrives twice, from the terminal and from npm. The second time changes nothing.
    process.on(name, () => controller.abort(name))
  }
  return controller.signal
}

/** 128 plus the signal's number, like shells. */
export function exitCodeFor(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}

/**
 * Runs a command until it exits. An interruption is passed on to it and everything that it started;
 * whatever hasn't stopped after `graceMs` is killed.
 * @returns its exit code, when none of its processes is left
 */
export async function run(command: string[], options: RunOptions): Promise<number> {
  const { interrupt, graceMs = 8_000 } = options
  if (interrupt.aborted) return exitCodeFor(interrupt.reason)

  const [file, args] = resolveCommand(command)
  // A separate process group, which can be signaled as a whole, even when its leader is gone.
  const detached = process.platform !== 'win32'
  const child = spawn(file, args, {
    env: options.env ?? process.env,
    stdio: options.stdio ?? 'inherit',
    detached,
  })
  const { pid } = child
  const ended = new Promise<number>((done) => {
    child.once('exit', (code, signal) => done(signal ? exitCodeFor(signal) : (code ?? 1)))
    child.once('error', (error) => {
      console.error(`${command[0]} can't be started: ${error.message}`)
      done(127)
    })
  })
  if (pid === undefined) return ended

  // Some commands put children into separate groups: Playwright does with browsers and web server.
  const strays = new Set<number>()
  const passOn = (signal: NodeJS.Signals) => {
    for (const stray of listDescendants(pid)) strays.add(stray)
    signalGroup(pid, signal)
  }
  const kill = () => {
    signalGroup(pid, 'SIGKILL')
    for (const stray of strays) signalProcess(stray, 'SIGKILL')
  }
  const abandon = () => {
    passOn('SIGKILL')
    kill()
  }
  let deadline: NodeJS.Timeout | undefined
  const stop = () => {
    passOn(interrupt.reason)
    deadline = setTimeout(() => passOn('SIGKILL'), graceMs)
  }
  interrupt.addEventListener('abort', stop)
  process.once('exit', abandon)
  try {
    return await ended
  } finally {
    clearTimeout(deadline)
    interrupt.removeEventListener('abort', stop)
    process.off('exit', abandon)
    kill()
  }
}
