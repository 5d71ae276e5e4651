import { RedisError } from '../redis'
import type { Table } from './command'
import type { Keyspace } from './keyspace'
import { toInteger } from './number'

export const expiry: Table = {
  EXPIRE: [2, Infinity, (keys, key, n, ...when) => expire(keys, key, Date.now() + toInteger(n) * 1000, when)],
  PEXPIRE: [2, Infinity, (keys, key, n, ...when) => expire(keys, key, Date.now() + toInteger(n), when)],
  EXPIREAT: [2, Infinity, (keys, key, n, ...when) => expire(keys, key, toInteger(n) * 1000, when)],
  PEXPIREAT: [2, Infinity, (keys, key, n, ...when) => expire(keys, key, toInteger(n), when)],
  TTL: [1, 1, (keys, key) => report(keys, key, (at) => Math.round((at - Date.now()) / 1000))],
  PTTL: [1, 1, (keys, key) => report(keys, key, (at) => at - Date.now())],
  EXPIRETIME: [1, 1, (keys, key) => report(keys, key, (at) => Math.round(at / 1000))],
  PEXPIRETIME: [1, 1, (keys, key) => report(keys, key, (at) => at)],
  PERSIST: [
    1,
    1,
    (keys, key) => {
      if (typeof keys.expiresAt(key) !== 'number') return 0
      keys.expire(key, null)
      return 1
    },
  ],
}

function expire(keys: Keyspace, key: string, at: number, conditions: string[]): 0 | 1 {
  const when = new Set(conditions.map((condition) => condition.toUpperCase()))
  for (const condition of when) {
    if (!['NX', 'XX', 'GT', 'LT'].includes(condition)) {
      throw new RedisError(`ERR Unsupported option ${conditions.find((c) => c.toUpperCase() === condition)}`)
    }
  }
  if (when.has('NX') && when.size > 1) {
    throw new RedisError('ERR NX and XX, GT or LT options at the same time are not compatible')
  }
  if (when.has('GT') && when.has('LT')) {
    throw new RedisError('ERR GT and LT options at the same time are not compatible')
  }
  const current = keys.expiresAt(key)
  if (current === undefined) return 0
  const unchanged =
    (when.has('NX') && current !== null) ||
    (when.has('XX') && current === null) ||
    (when.has('GT') && at <= (current ?? Infinity)) ||
    (when.has('LT') && at >= (current ?? Infinity))
  if (unchanged) return 0
  keys.expire(key, at)
  return 1
}

function report(keys: Keyspace, key: string, tell: (at: number) => number): number {
  const at = keys.expiresAt(key)
  if (at === undefined) return -2
  return at === null ? -1 : tell(at)
}
