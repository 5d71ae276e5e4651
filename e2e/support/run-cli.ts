import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { applyMigrations } from '@/prisma/migrations'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export type Ran = { code: number | null; out: string; err: string }

/** Runs a command of cli/ as npm does, in a process of its own, without a terminal. */
export async function runCli(
  words: string[],
  { env, cwd = PROJECT }: { env: Record<string, string | undefined>; cwd?: string },
): Promise<Ran> {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(PROJECT, 'cli/run.ts'), ...words],
    {
      cwd,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(PROJECT, 'cli/tsconfig.json'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exit = new Promise<number | null>((done) => child.once('exit', done))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { code, out: out.trim(), err: err.trim() }
}

/** An empty database of its own. */
export async function scratchDatabase(): Promise<{ url: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'))
  const url = `file:${join(folder, 'scratch.db')}`
  await applyMigrations({ url })
  return { url, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
