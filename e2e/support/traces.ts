import type { ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { environment } from './environment'

// What a run leaves behind for secrets.spec.ts, beside its database, whose folder is deleted when the run ends.

const beside = (name: string) => {
  const { databaseUrl } = environment
  return databaseUrl.startsWith('file:/') ? fileURLToPath(new URL(name, databaseUrl)) : undefined
}
const logFile = beside('application.log')
const cookieFile = beside('cookies.log')

/** Keeps the output of an instance of the application, and passes on its errors. Start it with both outputs piped. */
export function keepOutput({ stdout, stderr }: ChildProcess): void {
  for (const output of [stdout, stderr]) {
    output?.on('data', (chunk: Buffer) => {
      if (logFile) appendFileSync(logFile, chunk)
      // The attacks provoke warnings by the hundred.
      if (output === stderr) process.stderr.write(chunk.toString().replace(/^\{.*"level":"warn".*\n?/gm, ''))
    })
  }
}

/** Keeps the values of cookies that browsers and clients were given. */
export function keepCookies(values: string[]): void {
  const sealed = values.filter((value) => value.length > 20)
  if (cookieFile && sealed.length > 0) appendFileSync(cookieFile, `${sealed.join('\n')}\n`)
}

const read = (file: string | undefined) => (file && existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Everything that the instances have logged so far. */
export const keptOutput = () => read(logFile)

/** Every cookie value so far. */
export const keptCookies = () => [...new Set(read(cookieFile).split('\n').filter(Boolean))]
