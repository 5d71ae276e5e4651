import { readFileSync } from 'node:fs'

const TICK_MS = 10
const PAGE_BYTES = 4096

/** The milliseconds of CPU that a process has used so far. On Linux alone. */
export function cpuMilliseconds(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux') return undefined
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
  const [user, system] = fields?.slice(11, 13) ?? []
  return (Number(user) + Number(system)) * TICK_MS
}

/** The memory that a process occupies, in megabytes. On Linux alone. */
export function residentMegabytes(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux') return undefined
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
  return Math.round((pages * PAGE_BYTES) / 1e6)
}
