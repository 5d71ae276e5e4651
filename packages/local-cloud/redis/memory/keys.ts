import { RedisError } from '../redis'
import { OK, Status, syntaxError, type Table } from './command'
import { toGlob } from './glob'
import type { Keyspace } from './keyspace'

export const keyCommands: Table = {
  DEL: [1, Infinity, (keys, ...names) => names.filter((key) => keys.delete(key)).length],
  UNLINK: [1, Infinity, (keys, ...names) => names.filter((key) => keys.delete(key)).length],
  EXISTS: [1, Infinity, (keys, ...names) => names.filter((key) => keys.type(key)).length],
  TYPE: [1, 1, (keys, key) => new Status(keys.type(key) ?? 'none')],
  KEYS: [1, 1, (keys, pattern) => keys.keys().filter(toGlob(pattern))],
  SCAN: [1, Infinity, scan],
  DBSIZE: [0, 0, (keys) => keys.keys().length],
  FLUSHDB: [0, 1, flush],
  FLUSHALL: [0, 1, flush],
  PING: [0, 1, (_, text) => text ?? new Status('PONG')],
  ECHO: [1, 1, (_, text) => text],
  TIME: [
    0,
    0,
    () => {
      const now = Date.now()
      return [String(Math.floor(now / 1000)), String((now % 1000) * 1000)]
    },
  ],
}

function flush(keys: Keyspace, mode = 'SYNC') {
  if (!/^(A?SYNC)$/i.test(mode)) throw syntaxError()
  keys.clear()
  return OK
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
    else if (option === 'TYPE') found = found.filter((key) => keys.type(key) === value.toLowerCase())
    else if (option !== 'COUNT' || !/^[1-9]\d*$/.test(value)) throw syntaxError()
  }
  return ['0', cursor === '0' ? found : []]
}
