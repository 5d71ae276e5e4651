import http from 'node:http'
import { Sqlite3Client } from '@libsql/client/sqlite3'
import { vi } from 'vitest'

// For unit tests: what leaves the process, seen where it does.

/** Redis carries out the next calls, but their answers are lost on the way. */
export function loseAnswers(calls: number) {
  const send = http.request as (...request: unknown[]) => http.ClientRequest
  const lost = vi.spyOn(http, 'request')
  for (let n = 0; n < calls; n++) {
    lost.mockImplementationOnce((...request: unknown[]) => {
      const sent = send(...request)
      return sent.on('response', () => sent.destroy(new Error('The answer was lost')))
    })
  }
  return lost
}

// Before anything connects: lib/platform/libsql-timeouts.ts takes the methods that it finds then.
let statements = 0
for (const method of ['execute', 'transaction'] as const) {
  const original: (...parameters: never[]) => unknown = Sqlite3Client.prototype[method]
  Object.assign(Sqlite3Client.prototype, {
    [method](...parameters: never[]) {
      statements++
      return original.apply(this, parameters)
    },
  })
}

/** Runs that, and counts its calls to Redis, its emails, and its statements and transactions. */
export async function countCalls<T>(run: () => Promise<T>) {
  const [toRedis, fetches] = [vi.spyOn(http, 'request'), vi.spyOn(globalThis, 'fetch')]
  const before = statements
  try {
    const result = await run()
    const emails = fetches.mock.calls.filter(([to]) => String(to).startsWith(process.env.RESEND_BASE_URL ?? ''))
    const calls = { redis: toRedis.mock.calls.length, emails: emails.length, statements: statements - before }
    return { result, calls }
  } finally {
    toRedis.mockRestore()
    fetches.mockRestore()
  }
}

type ReceivedEmail = { subject: string; text: string; links: string[] }

/** The emails that were sent to that address, newest first. */
export async function emailsTo(address: string): Promise<ReceivedEmail[]> {
  const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(address)}`)
  return ((await list.json()) as { emails: ReceivedEmail[] }).emails
}
