import http from 'node:http'
import type { AddressInfo } from 'node:net'
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

/** Redis answers the next call with that instead. */
export async function answerNext(body: unknown): Promise<void> {
  const server = http.createServer((_, response) => response.end(JSON.stringify(body), () => server.close()))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const { request } = http
  vi.spyOn(http, 'request').mockImplementationOnce((_, options: http.RequestOptions) =>
    request(`http://127.0.0.1:${port}/`, { ...options, agent: false }),
  )
}

/** No call to Redis gets through. */
export const breakRedis = () =>
  vi.spyOn(http, 'request').mockImplementation(() => {
    throw new Error('connect ECONNREFUSED')
  })

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
    const emails = fetches.mock.calls.filter(([to]) =>
      String(to).startsWith(process.env.RESEND_BASE_URL ?? ''),
    )
    const calls = { redis: toRedis.mock.calls.length, emails: emails.length, statements: statements - before }
    return { result, calls }
  } finally {
    toRedis.mockRestore()
    fetches.mockRestore()
  }
}

type ReceivedEmail = { subject: string; text: string; links: string[]; state: string }

/** The emails that were sent to that address, newest first. */
export async function emailsTo(address: string): Promise<ReceivedEmail[]> {
  const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(address)}`)
  return ((await list.json()) as { emails: ReceivedEmail[] }).emails
}
