import { RedisError } from '../redis'
import { Status, syntaxError, type Table, toInteger } from './command'
import { toGlob } from './glob'
import type { Keyspace } from './keyspace'

export const keyCommands: Table = {
  DEL: [1, Infinity, (keys, ...names) => names.filter((key) => keys.delete(key)).length],
  EXISTS: [1, Infinity, (keys, ...names) => names.filter((key) => keys.type(key)).length],
  TYPE: [1, 1, (keys, key) => new Status(keys.type(key) ?? 'none')],
  KEYS: [1, 1, (keys, pattern) => keys.keys().filter(toGlob(pattern))],
  SCAN: [1, Infinity, scan],
  PING: [0, 1, (_, text) => text ?? new Status('PONG')],
  EXPIRE: [2, 2, (keys, key, seconds) => Number(keys.expire(key, Date.now() + toInteger(seconds) * 1000))],
  PEXPIRE: [2, 2, (keys, key, ms) => Number(keys.expire(key, Date.now() + toInteger(ms)))],
  TTL: [1, 1, (keys, key) => timeLeft(keys, key, 1000)],
  PTTL: [1, 1, (keys, key) => timeLeft(keys, key, 1)],
}

/** Everything in one go: COUNT is only a hint, and cursor 0 says that nothing is left. */
function scan(keys: Keyspace, cursor: string, ...options: string[]) {
  if (!/^\d+$/.test(cursor)) throw new RedisError('ERR invalid cursor')
  let found = keys.keys()
  for (let i = 0; i < options.length; i += 2) {
    const value = options[i + 1]
    if (value === undefined) throw syntaxError()
    const option = options[i]?.toUpperCase()
    if (option === 'MATCH') found = found.filter(toGlob(value))
    else if (option !== 'COUNT' || !/^[1-9]\d*$/.test(value)) throw syntaxError()
  }
  return ['0', cursor === '0' ? found : []]
}

function timeLeft(keys: Keyspace, key: string, unit: number): number {
  const at = keys.expiresAt(key)
  if (at === undefined) return -2
  return at === null ? -1 : Math.round((at - Date.now()) / unit)
}
