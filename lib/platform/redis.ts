import 'server-only'
import { Redis } from '@upstash/redis'
import { sendToRedis } from '@/lib/platform/redis-transport'

let client: Redis | undefined

/**
 * Redis, through Upstash's REST protocol. A call that got no response is sent once more, so every
 * command that we use must be safe to run twice. Values come back as the strings that were stored:
 * each reader parses its own with a schema.
 *
 * Calls throw when Redis can't be reached in time.
 */
export function redis(): Redis {
  if (!client) {
    client = new Redis({ request: sendToRedis })
    // With a transport of one's own, @upstash/redis 1.39.0 takes no options.
    Reflect.set(client, 'opts', { automaticDeserialization: false })
  }
  return client
}
