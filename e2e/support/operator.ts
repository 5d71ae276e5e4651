import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What an operator types: `npm run users -- ACT ADDRESS`. */
export async function operator(act: 'disable' | 'enable' | 'delete', address: string): Promise<void> {
  const users = ['--conditions=react-server', '--import', 'tsx', 'cli/users.ts']
  await run(process.execPath, [...users, act, address, ...(act === 'delete' ? ['--yes'] : [])])
}
