import { createHash } from 'node:crypto'
import { type Command, type Redis, RedisError, type Reply } from '../redis/redis'

/**
 * Upstash knows a script flag, allow-key-locking, that plain Redis refuses. This takes it out on the way in, and
 * translates between the SHA-1 sums of the text that the caller knows and of the text that Redis has seen.
 */
export function withScriptFlag(redis: Redis): Redis {
  const sums = new Map<string, string>()

  const plain = (script: Buffer): Buffer => {
    const text = script.toString('latin1')
    const stripped = text.replace(/^#!lua[^\n]*/, withoutFlag)
    sums.set(sha1(text), sha1(stripped))
    return Buffer.from(stripped, 'latin1')
  }
  const known = (sum: Buffer): Buffer => Buffer.from(sums.get(sum.toString().toLowerCase()) ?? sum)

  const inward = (command: Command): Command => {
    const { name, args } = command
    const [first, ...rest] = args
    if (!first) return command
    if (/^EVAL(_RO)?$/.test(name)) return { name, args: [plain(first), ...rest] }
    if (/^EVALSHA(_RO)?$/.test(name)) return { name, args: [known(first), ...rest] }
    if (isScript(command, 'LOAD')) return { name, args: [first, ...rest.map(plain)] }
    if (isScript(command, 'EXISTS')) return { name, args: [first, ...rest.map(known)] }
    return command
  }
  const outward = (command: Command | undefined, reply: Reply): Reply => {
    const script = command?.args[1]
    if (!command || !script || !isScript(command, 'LOAD') || reply instanceof RedisError) return reply
    return Buffer.from(sha1(script.toString('latin1')))
  }

  return {
    async run(commands) {
      const replies = await redis.run(commands.map(inward))
      return replies.map((reply, i) => outward(commands[i], reply))
    },
    async transact(commands) {
      const replies = await redis.transact(commands.map(inward))
      return replies instanceof RedisError ? replies : replies.map((reply, i) => outward(commands[i], reply))
    },
    close: () => redis.close(),
  }
}

function withoutFlag(line: string): string {
  const flags = /flags=([^\s]*)/.exec(line)?.[1]?.split(',') ?? []
  const left = flags.filter((flag) => flag !== 'allow-key-locking')
  return left.length ? line.replace(/flags=[^\s]*/, `flags=${left.join(',')}`) : ''
}

function isScript({ name, args }: Command, verb: string): boolean {
  return name === 'SCRIPT' && args[0]?.toString().toUpperCase() === verb
}

function sha1(text: string): string {
  return createHash('sha1').update(text, 'latin1').digest('hex')
}
