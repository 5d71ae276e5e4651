import { RedisError } from '../redis'
import { inPairs, OK, syntaxError, type Table } from './command'
import type { Keyspace } from './keyspace'
import { add, toBigInt, toInteger } from './number'

export const strings: Table = {
  GET: [1, 1, (keys, key) => keys.read(key, 'string') ?? null],
  MGET: [1, Infinity, (keys, ...names) => names.map((key) => readOrNull(keys, key))],
  SET: [2, Infinity, set],
  SETEX: [3, 3, (keys, key, seconds, value) => setFor(keys, 'setex', key, value, seconds, 1000)],
  PSETEX: [3, 3, (keys, key, ms, value) => setFor(keys, 'psetex', key, value, ms, 1)],
  SETNX: [2, 2, (keys, key, value) => (set(keys, key, value, 'NX') === null ? 0 : 1)],
  MSET: [
    2,
    Infinity,
    (keys, ...args) => {
      for (const [key, value] of inPairs('mset', args)) keys.write(key, value, null)
      return OK
    },
  ],
  GETDEL: [
    1,
    1,
    (keys, key) => {
      const value = keys.read(key, 'string') ?? null
      keys.delete(key)
      return value
    },
  ],
  STRLEN: [1, 1, (keys, key) => keys.read(key, 'string')?.length ?? 0],
  INCR: [1, 1, (keys, key) => increase(keys, key, 1n)],
  DECR: [1, 1, (keys, key) => increase(keys, key, -1n)],
  INCRBY: [2, 2, (keys, key, by) => increase(keys, key, toBigInt(by))],
  DECRBY: [2, 2, (keys, key, by) => increase(keys, key, -toBigInt(by))],
}

const UNITS = new Map([
  ['EX', (n: number) => Date.now() + n * 1000],
  ['PX', (n: number) => Date.now() + n],
  ['EXAT', (n: number) => n * 1000],
  ['PXAT', (n: number) => n],
])

function set(keys: Keyspace, key: string, value: string, ...options: string[]) {
  let expiresAt: number | null = null
  const seen = new Set<string>()
  for (let i = 0; i < options.length; i++) {
    const option = options[i]?.toUpperCase() ?? ''
    const until = UNITS.get(option)
    const amount = until ? options[++i] : undefined
    const kind = until || option === 'KEEPTTL' ? 'lifetime' : /^[NX]X$/.test(option) ? 'condition' : option
    if (seen.has(kind) || (until && amount === undefined)) throw syntaxError()
    if (!until && !['NX', 'XX', 'GET', 'KEEPTTL'].includes(option)) throw syntaxError()
    seen.add(kind).add(option)
    if (until && amount !== undefined) expiresAt = until(lifetime('set', amount))
  }
  const previous = seen.has('GET') ? (keys.read(key, 'string') ?? null) : undefined
  const exists = keys.type(key) !== undefined
  if (seen.has('NX') ? exists : seen.has('XX') && !exists) return previous ?? null
  if (seen.has('KEEPTTL')) expiresAt = keys.expiresAt(key) ?? null
  keys.write(key, value, expiresAt)
  keys.expire(key, expiresAt)
  return previous === undefined ? OK : previous
}

function setFor(keys: Keyspace, name: string, key: string, value: string, amount: string, unit: number) {
  keys.write(key, value, Date.now() + lifetime(name, amount) * unit)
  return OK
}

function lifetime(name: string, text: string): number {
  const amount = toInteger(text)
  if (amount <= 0) throw new RedisError(`ERR invalid expire time in '${name}' command`)
  return amount
}

function increase(keys: Keyspace, key: string, by: bigint): number {
  const sum = add(toBigInt(keys.read(key, 'string') ?? '0'), by)
  keys.write(key, String(sum), keys.expiresAt(key) ?? null)
  return Number(sum)
}

function readOrNull(keys: Keyspace, key: string): string | null {
  return keys.type(key) === 'string' ? (keys.read(key, 'string') ?? null) : null
}
