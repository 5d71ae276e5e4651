import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { keepOutput } from '../support/traces'
import { environmentOf, type Stage } from './carry-out'

type Settings = Record<string, string>

/** The image's own user if this process may choose one. */
function howToRun(stage: Stage, settings: Settings) {
  const id = Number(stage.user.split(':')[0])
  const path = `${stage.root}/usr/local/bin`
  return {
    cwd: stage.root + stage.workdir,
    env: { ...environmentOf(stage), PATH: path, ...settings },
    ...(process.getuid?.() === 0 && { uid: id, gid: id }),
  }
}

/** Runs a command in the image, like `docker run`. @throws if it fails, with what it said */
export async function runOnce(stage: Stage, command: string[], settings: Settings): Promise<void> {
  const [file = '', ...args] = [...stage.entrypoint, ...command]
  await promisify(execFile)(`${stage.root}/usr/local/bin/${file}`, args, howToRun(stage, settings))
}

/** Whether the image's health check finds it healthy. */
export function isHealthy(stage: Stage, settings: Settings): Promise<boolean> {
  const [, ...args] = stage.health
  return runOnce(stage, args, settings).then(
    () => true,
    () => false,
  )
}

/** Runs the image until `stop`, which returns its exit code. */
export function start(stage: Stage, settings: Settings, command = stage.command) {
  const [file = '', ...args] = [...stage.entrypoint, ...command]
  const child: ChildProcess = spawn(`${stage.root}/usr/local/bin/${file}`, args, {
    ...howToRun(stage, settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  keepOutput(child)
  return async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(timer)
    }
    return child.exitCode
  }
}

/** @returns whether that came true within 20 seconds */
export async function eventually(isTrue: () => Promise<boolean>): Promise<boolean> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await wait(100)) {
    if (await isTrue()) return true
  }
  return false
}
