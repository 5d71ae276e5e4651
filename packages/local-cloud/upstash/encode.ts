import { RedisError, type Reply } from '../redis/redis'

export type Encoding = 'base64' | 'plain'
export type Cell = { result: unknown } | { error: string }

/** One reply in Upstash's JSON. In base64 all strings are encoded but a bare `OK`. */
export function toCell(reply: Reply, encoding: Encoding): Cell {
  if (reply instanceof RedisError) return { error: reply.message }
  if (Buffer.isBuffer(reply) && reply.toString() === 'OK') return { result: 'OK' }
  return { result: encode(reply, encoding) }
}

function encode(reply: Reply, encoding: Encoding): unknown {
  if (Array.isArray(reply)) return reply.map((item) => encode(item, encoding))
  if (reply instanceof RedisError) return encode(Buffer.from(reply.message), encoding)
  if (!Buffer.isBuffer(reply)) return reply
  return reply.toString(encoding === 'base64' ? 'base64' : 'utf8')
}
