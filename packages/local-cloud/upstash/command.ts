import { type Command, RedisError } from '../redis/redis'

/** What Upstash doesn't offer over HTTP, where no connection outlives a request. */
const REFUSED =
  /^(MULTI|EXEC|DISCARD|WATCH|UNWATCH|SELECT|SWAPDB|MOVE|QUIT|RESET|HELLO|AUTH|CLIENT|CONFIG|DEBUG|MONITOR|SHUTDOWN|SYNC|PSYNC|REPLICAOF|SLAVEOF|WAIT|WAITAOF|B[LRZ].*(POP|MOVE|PUSH)(MIN|MAX)?|[PS]?(UN)?SUBSCRIBE)$/

/** A command from the words of a JSON array. Numbers, booleans and objects become text, as Upstash has them. */
export function toCommand(words: unknown): Command | RedisError {
  if (!Array.isArray(words) || words.length === 0) return new RedisError('ERR failed to parse command')
  return fromBytes(words.map(toBytes))
}

/** A command from `/set/key/value?EX=10`, its last value in the body if there is one. */
export function fromPath(url: URL, body: Buffer): Command | RedisError {
  let words: string[]
  try {
    words = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return new RedisError('ERR failed to parse command')
  }
  const options = [...url.searchParams].filter(([name]) => name !== '_token').flat()
  return fromBytes([
    ...words.map(toBytes),
    ...(body.length ? [body] : []),
    ...options.filter(Boolean).map(toBytes),
  ])
}

export function notAvailable(name: string): RedisError {
  return new RedisError(`ERR Command is not available: '${name}'`)
}

function fromBytes([first, ...args]: Buffer[]): Command | RedisError {
  const name = first?.toString('latin1').toUpperCase() ?? ''
  return REFUSED.test(name) ? notAvailable(name) : { name, args }
}

function toBytes(word: unknown): Buffer {
  return Buffer.from(typeof word === 'string' ? word : JSON.stringify(word))
}
