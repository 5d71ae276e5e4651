import IORedis, { Command as WireCommand } from 'ioredis'
import { type Command, command, type Redis, RedisError, type Reply } from './redis'

/** A Redis over TCP. Rejects when nothing answers at `url`. */
export async function connectRedis(url: string): Promise<Redis> {
  const connection = new IORedis(url, {
    lazyConnect: true,
    // A command whose answer was lost may have run: the caller decides whether to send it again.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  })
  // Without a listener an outage would end the process; each command reports its own failure.
  connection.on('error', () => {})
  try {
    await connection.connect()
  } catch (cause) {
    connection.disconnect()
    const place = URL.canParse(url) ? new URL(url).host : url
    throw new Error(`No Redis answers at ${place}`, { cause })
  }

  // Commands of one tick leave in order on one connection: nothing comes between MULTI and EXEC.
  const exchange = (commands: Command[]) =>
    Promise.all(
      commands.map(async ({ name, args }) => {
        const wire = new WireCommand(name, args, { replyEncoding: null })
        return toReply(await Promise.resolve(connection.sendCommand(wire)).catch(asReply))
      }),
    )

  return {
    run: exchange,
    async transact(commands) {
      const replies = await exchange([command('MULTI'), ...commands, command('EXEC')])
      const outcome = replies.at(-1)
      return outcome instanceof RedisError || Array.isArray(outcome)
        ? outcome
        : new RedisError('EXECABORT Transaction discarded.')
    },
    async close() {
      connection.disconnect()
    },
  }
}

function asReply(error: unknown): unknown {
  if (error instanceof Error && error.name === 'ReplyError') return error
  throw error
}

function toReply(value: unknown): Reply {
  if (value === null || typeof value === 'number' || Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return value.map(toReply)
  if (value instanceof Error) return new RedisError(value.message)
  return Buffer.from(String(value))
}
