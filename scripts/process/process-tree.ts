import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The ids of the processes that a process started, and those that they started, and so on. None on Windows. */
export function listDescendants(root: number): number[] {
  const parents = listParents()
  const found = [root]
  // Grows while it runs.
  for (const parent of found) {
    for (const [pid, ppid] of parents) if (ppid === parent) found.push(pid)
  }
  return found.slice(1)
}

/** Sends a signal to a process group, or on Windows ends the tree. Whoever is gone already is left in peace. */
export function signalGroup(leader: number, signal: NodeJS.Signals) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/PID', String(leader), '/T', '/F'], { stdio: 'ignore' })
  } else signalProcess(-leader, signal)
}

export function signalProcess(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // EPERM: macOS says so of a group in which only zombies are left.
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
    // "pid (name) state ppid …", and a name may hold spaces and parentheses.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return 0
  }
}
