import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What an operator types: `npm run users -- ACT ADDRESS`. */
export async function operator(act: 'disable' | 'enable' | 'delete', address: string): Promise<void> {
  await runCli('users', act, address, ...(act === 'delete' ? ['--yes'] : []))
}

/** A command of cli/ as npm runs it. Returns what it printed. */
export async function runCli(command: 'users' | 'suppressions', ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', `cli/${command}.ts`, ...words], {
    env: { ...process.env, TSX_TSCONFIG_PATH: 'cli/tsconfig.json' },
  })
  return stdout
}
