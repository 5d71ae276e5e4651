import { type Command, type Redis, RedisError, type Reply } from '../redis/redis'
import { notAvailable, toCommand } from './command'
import { type Encoding, toCell } from './encode'

export type Answer = { status: number; body: unknown }

export async function runOne(
  redis: Redis,
  command: Command | RedisError,
  encoding: Encoding,
): Promise<Answer> {
  const reply = command instanceof RedisError ? command : worded(command, (await redis.run([command]))[0])
  return { status: reply instanceof RedisError ? 400 : 200, body: toCell(reply, encoding) }
}

export async function runPipeline(redis: Redis, list: unknown, encoding: Encoding): Promise<Answer> {
  if (!Array.isArray(list) || !list.length) return failure(400, 'ERR failed to parse pipeline request')
  const commands = list.map((words) => toCommand(words))
  const accepted = commands.flatMap((command) => (command instanceof RedisError ? [] : [command]))
  const replies = await redis.run(accepted)
  const cells = commands.map((command) =>
    toCell(command instanceof RedisError ? command : worded(command, replies.shift()), encoding),
  )
  return { status: 200, body: cells }
}

export async function runTransaction(redis: Redis, list: unknown, encoding: Encoding): Promise<Answer> {
  if (!Array.isArray(list) || !list.length) return failure(400, 'ERR failed to parse transaction request')
  const commands: Command[] = []
  for (const command of list.map((words) => toCommand(words))) {
    if (command instanceof RedisError) return failure(400, command.message)
    commands.push(command)
  }
  const replies = await redis.transact(commands)
  if (replies instanceof RedisError) return failure(400, replies.message)
  return { status: 200, body: replies.map((reply) => toCell(reply, encoding)) }
}

function worded({ name }: Command, reply: Reply | undefined): Reply {
  const unknown = reply instanceof RedisError && reply.message.startsWith('ERR unknown command')
  return unknown ? notAvailable(name) : (reply ?? null)
}

export function failure(status: number, error: string): Answer {
  return { status, body: { error } }
}
