import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The ids of a process's children, of their children, and so on. None on Windows. */
export function listDescendants(root: number): number[] {
  const parents = listParents()
  const tree = [root]
  // `tree` grows while the loop runs.
  for (const parent of tree) {
    for (const [pid, ppid] of parents) if (ppid === parent) tree.push(pid)
  }
  return tree.slice(1)
}

/**
 * Sends a signal to a process group, or kills the tree on Windows. A process that is gone already
 * is no error.
 */
export function signalGroup(leader: number, signal: NodeJS.Signals) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/PID', String(leader), '/T', '/F'], { stdio: 'ignore' })
  } else signalProcess(-leader, signal)
}

/** Sends a signal to a process, if it still exists. */
export function signalProcess(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // EPERM is what macOS returns for a group with only zombies left.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}

function listParents(): [pid: number, ppid: number][] {
  if (process.platform === 'win32') return []
  // Small Linux images have no `ps`.
  if (existsSync('/proc/self/stat')) {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), parentFromProc(pid)])
  }
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
}

function parentFromProc(pid: string): number {
  try {
    // "pid (name) state ppid …", where the name may contain spaces and parentheses.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return 0
  }
}
