import { Sqlite3Client } from '@libsql/client/sqlite3'
import { vi } from 'vitest'

// For unit tests: what leaves the process, seen where it does.

/** Redis carries out the next calls, but their answers are lost on the way. */
export function loseAnswers(calls: number) {
  const { fetch } = globalThis
  const lost = vi.spyOn(globalThis, 'fetch')
  for (let n = 0; n < calls; n++) {
    lost.mockImplementationOnce(async (...request) => {
      await fetch(...request)
      throw new TypeError('fetch failed')
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
  const fetches = vi.spyOn(globalThis, 'fetch')
  const before = statements
  try {
    const result = await run()
    const urls = fetches.mock.calls.map(([input]) => String(input instanceof Request ? input.url : input))
    const to = (service = '') => urls.filter((url) => url.startsWith(service)).length
    const [redis, emails] = [to(process.env.UPSTASH_REDIS_REST_URL), to(process.env.RESEND_BASE_URL)]
    return { result, calls: { redis, emails, statements: statements - before } }
  } finally {
    fetches.mockRestore()
  }
}

type ReceivedEmail = { subject: string; text: string; links: string[] }

/** The emails that were sent to that address, newest first. */
export async function emailsTo(address: string): Promise<ReceivedEmail[]> {
  const list = await fetch(`${process.env.RESEND_BASE_URL}/api/emails?to=${encodeURIComponent(address)}`)
  return ((await list.json()) as { emails: ReceivedEmail[] }).emails
}
