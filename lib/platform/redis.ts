import 'server-only'
import { Redis } from '@upstash/redis'
import { env } from '@/lib/platform/env'
import { seconds } from '@/lib/platform/time'

/** How long one call may take, its retry included. */
const TIMEOUT = seconds(2)

let client: Redis | undefined

/**
 * Redis, through Upstash's REST protocol. A call that got no response is sent once more, so every
 * command that we use must be safe to run twice. Values come back as the strings that were stored:
 * each reader parses its own with a schema.
 *
 * Calls throw when Redis can't be reached in time. Never log the errors' messages: they contain the
 * command.
 */
export function redis(): Redis {
  client ??= new Redis({
    ...env().redis,
    retry: { retries: 1, backoff: () => 50 },
    // A function: with a plain signal, an aborted call returns as if it had worked.
    signal: () => AbortSignal.timeout(TIMEOUT),
    automaticDeserialization: false,
    enableTelemetry: false,
  })
  return client
}
