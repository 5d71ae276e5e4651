import { type Command, RedisError } from '../redis/redis'

/** What Upstash doesn't offer over HTTP, where no connection outlives a request. */
const REFUSED =
  /^(MULTI|EXEC|DISCARD|WATCH|UNWATCH|SELECT|SWAPDB|MOVE|QUIT|RESET|HELLO|AUTH|CLIENT|CONFIG|DEBUG|MONITOR|SHUTDOWN|SYNC|PSYNC|REPLICAOF|SLAVEOF|WAIT|WAITAOF|B[LRZ].*(POP|MOVE|PUSH)(MIN|MAX)?|[PS]?(UN)?SUBSCRIBE)$/

/** A command from a JSON array. Numbers, booleans and objects become text, as at Upstash. */
export function toCommand(words: unknown): Command | RedisError {
  if (!Array.isArray(words) || words.length === 0) return new RedisError('ERR failed to parse command')
  const [first, ...args] = words.map(toBytes)
  const name = first?.toString('latin1').toUpperCase() ?? ''
  return REFUSED.test(name) ? notAvailable(name) : { name, args }
}

export function notAvailable(name: string): RedisError {
  return new RedisError(`ERR Command is not available: '${name}'`)
}

function toBytes(word: unknown): Buffer {
  return Buffer.from(typeof word === 'string' ? word : JSON.stringify(word))
}
