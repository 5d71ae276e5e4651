import { command, type Redis, RedisError, type Reply } from '../redis/redis'

export type Advance = { ms: number; match: string }

/** Reads `{ ms, match? }`. Undefined for anything else. */
export function parseAdvance(body: unknown): Advance | undefined {
  if (typeof body !== 'object' || body === null || !('ms' in body)) return undefined
  const match = 'match' in body ? body.match : '*'
  if (!Number.isSafeInteger(body.ms) || typeof match !== 'string') return undefined
  const ms = Number(body.ms)
  return ms >= 0 ? { ms, match } : undefined
}

/**
 * Lets time pass for the matching keys, so that no test waits: each lifetime is shortened by `ms`,
 * and keys that have none left are gone. Keys without a lifetime, and times that are stored in
 * values, stay as they are. Returns how many lifetimes were shortened or ended.
 */
export async function advance(redis: Redis, { ms, match }: Advance): Promise<number> {
  const keys = await findKeys(redis, match)
  const lifetimes = await redis.run(keys.map((key) => ({ name: 'PTTL', args: [key] })))
  const changes = keys.flatMap((key, i) => {
    const left = lifetimes[i]
    return typeof left === 'number' && left >= 0
      ? [{ name: 'PEXPIRE', args: [key, Buffer.from(String(left - ms))] }]
      : []
  })
  const done = await redis.run(changes)
  return done.filter((reply) => reply === 1).length
}

async function findKeys(redis: Redis, match: string): Promise<Buffer[]> {
  // SCAN may name a key twice, which would then age twice.
  const found = new Map<string, Buffer>()
  let cursor = '0'
  do {
    const [reply] = await redis.run([command('SCAN', cursor, 'MATCH', match, 'COUNT', 1000)])
    const [next, keys] = parts(reply)
    for (const key of keys) found.set(key.toString('latin1'), key)
    cursor = next
  } while (cursor !== '0')
  return [...found.values()]
}

function parts(reply: Reply | undefined): [cursor: string, keys: Buffer[]] {
  if (reply instanceof RedisError) throw reply
  const [cursor, keys] = Array.isArray(reply) ? reply : []
  return [String(cursor ?? '0'), Array.isArray(keys) ? keys.filter((key) => Buffer.isBuffer(key)) : []]
}
