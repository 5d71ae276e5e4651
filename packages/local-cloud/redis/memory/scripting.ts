import { createHash } from 'node:crypto'
import { RedisError } from '../redis'
import { OK, type Table, type Value } from './command'
import { createLua } from './lua'
import { toInteger } from './number'

/** EVAL, EVALSHA and SCRIPT; `call` runs a command for a script. */
export function createScripting(call: (name: string, args: string[]) => Value): Table {
  const lua = createLua(call)
  const known = new Map<string, string>()

  const load = (script: string): string => {
    const sha = createHash('sha1').update(script, 'latin1').digest('hex')
    lua.check(script)
    known.set(sha, script)
    return sha
  }
  const evaluate = (script: string, count: string, args: string[]): Value => {
    const keys = toInteger(count)
    if (keys < 0) throw new RedisError("ERR Number of keys can't be negative")
    if (keys > args.length) throw new RedisError("ERR Number of keys can't be greater than number of args")
    load(script)
    return lua.run(script, args.slice(0, keys), args.slice(keys))
  }

  return {
    EVAL: [2, Infinity, (_, script, count, ...args) => evaluate(script, count, args)],
    EVALSHA: [
      2,
      Infinity,
      (_, sha, count, ...args) => {
        const script = known.get(sha.toLowerCase())
        if (script === undefined) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.')
        return evaluate(script, count, args)
      },
    ],
    SCRIPT: [
      1,
      Infinity,
      (_, verb, ...args) => {
        const name = verb.toUpperCase()
        if (name === 'LOAD' && args.length === 1) return load(args[0] ?? '')
        if (name === 'EXISTS' && args.length) return args.map((sha) => Number(known.has(sha.toLowerCase())))
        if (name !== 'FLUSH') throw new RedisError(`ERR unknown subcommand '${verb}'. Try SCRIPT HELP.`)
        known.clear()
        return OK
      },
    ],
  }
}
