import type { ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { environment } from './environment'

// What a run leaves behind for secrets.spec.ts, beside its database, whose folder goes when the run is over.

const beside = (name: string) => {
  const { databaseUrl } = environment
  return databaseUrl.startsWith('file:/') ? fileURLToPath(new URL(name, databaseUrl)) : undefined
}
const logFile = beside('application.log')
const cookieFile = beside('cookies.log')

/** Keeps what an instance of the application writes, and passes on what nobody expects. Started with both outputs piped. */
export function keepOutput({ stdout, stderr }: ChildProcess): void {
  for (const output of [stdout, stderr]) {
    output?.on('data', (chunk: Buffer) => {
      if (logFile) appendFileSync(logFile, chunk)
      // Warnings are what the attacks provoke, by the hundred.
      if (output === stderr) process.stderr.write(chunk.toString().replace(/^\{.*"level":"warn".*\n?/gm, ''))
    })
  }
}

/** Remembers the values of cookies that browsers and programs were given. */
export function keepCookies(values: string[]): void {
  const sealed = values.filter((value) => value.length > 20)
  if (cookieFile && sealed.length > 0) appendFileSync(cookieFile, `${sealed.join('\n')}\n`)
}

const read = (file: string | undefined) => (file && existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Everything that the instances have written so far. */
export const keptOutput = () => read(logFile)

/** Every cookie value so far. */
export const keptCookies = () => [...new Set(read(cookieFile).split('\n').filter(Boolean))]
