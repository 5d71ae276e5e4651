import { RedisError } from '../redis'
import { OK, syntaxError, type Table, toInteger } from './command'
import type { Keyspace } from './keyspace'

export const strings: Table = {
  GET: [1, 1, (keys, key) => keys.read(key, 'string') ?? null],
  MGET: [1, Infinity, (keys, ...names) => names.map((key) => readOrNull(keys, key))],
  SET: [2, Infinity, set],
  INCR: [1, 1, (keys, key) => increase(keys, key, 1)],
  DECR: [1, 1, (keys, key) => increase(keys, key, -1)],
}

function readOrNull(keys: Keyspace, key: string): string | null {
  return keys.type(key) === 'string' ? (keys.read(key, 'string') ?? null) : null
}

const UNITS = new Map([
  ['EX', 1000],
  ['PX', 1],
])

/** SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | KEEPTTL] */
function set(keys: Keyspace, key: string, value: string, ...options: string[]) {
  let expiresAt: number | null = null
  const seen = new Set<string>()
  for (let i = 0; i < options.length; i++) {
    const option = options[i]?.toUpperCase() ?? ''
    const unit = UNITS.get(option)
    const kind = unit || option === 'KEEPTTL' ? 'lifetime' : /^[NX]X$/.test(option) ? 'condition' : option
    if (seen.has(kind)) throw syntaxError()
    seen.add(kind).add(option)
    if (unit) expiresAt = Date.now() + lifetime(options[++i]) * unit
    else if (!['NX', 'XX', 'GET', 'KEEPTTL'].includes(option)) throw syntaxError()
  }
  const previous = seen.has('GET') ? (keys.read(key, 'string') ?? null) : undefined
  const exists = keys.type(key) !== undefined
  if (seen.has('NX') ? exists : seen.has('XX') && !exists) return previous ?? null
  keys.write(key, value, seen.has('KEEPTTL') ? (keys.expiresAt(key) ?? null) : expiresAt)
  return previous === undefined ? OK : previous
}

function lifetime(text: string | undefined): number {
  if (text === undefined) throw syntaxError()
  const amount = toInteger(text)
  if (amount <= 0) throw new RedisError("ERR invalid expire time in 'set' command")
  return amount
}

function increase(keys: Keyspace, key: string, by: number): number {
  const sum = toInteger(keys.read(key, 'string') ?? '0') + by
  keys.write(key, String(sum), keys.expiresAt(key) ?? null)
  return sum
}
