import { type Command, type Redis, RedisError, type Reply } from '../redis'
import { Status, type Table, toInteger, type Value, wrongArity } from './command'
import { hashes } from './hashes'
import { keyCommands } from './keys'
import { Keyspace } from './keyspace'
import { runScript } from './lua'
import { sets } from './sets'
import { strings } from './strings'

/**
 * Redis in this process, for a machine without one. It answers as Redis 7 does, errors included;
 * memory.test.ts holds it to what a real Redis says. It has the commands in the tables.
 */
export function openMemory(): Redis {
  const keys = new Keyspace()
  const data: Table = { ...strings, ...sets, ...hashes, ...keyCommands }
  const table: Table = { ...data, EVAL: [2, Infinity, evaluate] }

  function evaluate(_: Keyspace, script: string, count: string, ...args: string[]): Value {
    const named = toInteger(count)
    if (named < 0) throw new RedisError("ERR Number of keys can't be negative")
    if (named > args.length) throw new RedisError("ERR Number of keys can't be greater than number of args")
    const call = (name: string, args: string[]) => execute(keys, data, name, args)
    return runScript(script, args.slice(0, named), args.slice(named), call)
  }
  const run = ({ name, args }: Command): Reply => {
    const texts = args.map((arg) => arg.toString('latin1'))
    return toReply(execute(keys, table, name, texts))
  }
  // Reading the keys drops the expired ones, which may never be read again.
  const sweep = setInterval(() => keys.keys(), 60_000).unref()

  return {
    async run(commands) {
      return commands.map(run)
    },
    async transact(commands) {
      const refused = commands.some(({ name, args }) => refusal(table, name, args.length))
      if (refused) return new RedisError('EXECABORT Transaction discarded because of previous errors.')
      return commands.map(run)
    },
    async close() {
      clearInterval(sweep)
      keys.clear()
    },
  }
}

function execute(keys: Keyspace, table: Table, name: string, args: string[]): Value {
  const refused = refusal(table, name, args.length)
  if (refused) return refused
  try {
    return table[name]?.[2](keys, ...args) ?? null
  } catch (error) {
    if (error instanceof RedisError) return error
    throw error
  }
}

function refusal(table: Table, name: string, count: number): RedisError | undefined {
  if (!Object.hasOwn(table, name)) return new RedisError(`ERR unknown command '${name}'`)
  const [least, most] = table[name] ?? [0, 0]
  return count < least || count > most ? wrongArity(name) : undefined
}

function toReply(value: Value): Reply {
  if (typeof value === 'string') return Buffer.from(value, 'latin1')
  if (value instanceof Status) return Buffer.from(value.text, 'latin1')
  return Array.isArray(value) ? value.map(toReply) : value
}
