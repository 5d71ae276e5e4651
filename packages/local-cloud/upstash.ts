import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyTooLarge, type LocalServer, listen, parseJson, parseUrl, readBody, sendJson } from './http'
import { connectRedis } from './redis/real'
import type { Redis } from './redis/redis'
import { advance, parseAdvance } from './upstash/advance'
import { toCommand } from './upstash/command'
import { type Answer, failure, runOne, runPipeline, runTransaction } from './upstash/run'

/**
 * Upstash's REST interface on `host` (127.0.0.1), in front of the Redis at `redisUrl`, or else in memory.
 * Port 0 takes any free one. Rejects when the port is taken (EADDRINUSE) or no Redis answers.
 *
 * One path is an addition for tests: `POST /_dev/advance` with `{ ms, match? }`, see `advance`.
 * https://upstash.com/docs/redis/features/restapi
 */
export async function startUpstash(options: {
  port: number
  token: string
  redisUrl?: string
  host?: string
}): Promise<LocalServer> {
  const redis = await (options.redisUrl ? connectRedis(options.redisUrl) : openMemory())
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, body } = await answer(redis, request, options.token)
    sendJson(response, status, body)
  }
  try {
    const server = await listen(handle, options.port, options.host)
    return { url: server.url, close: () => server.close().then(() => redis.close()) }
  } catch (error) {
    await redis.close()
    throw error
  }
}

/** Loaded only if there is no Redis: a gateway to one needs no Lua of its own. */
const openMemory = async () => (await import('./redis/memory/memory')).openMemory()

async function answer(redis: Redis, request: IncomingMessage, token: string): Promise<Answer> {
  if (request.method !== 'POST') return failure(405, 'ERR method not allowed')
  let body: Buffer
  try {
    body = await readBody(request)
  } catch (error) {
    if (error instanceof BodyTooLarge) return failure(413, `ERR max request size exceeded: ${error.message}`)
    throw error
  }
  if (!isAuthorized(request, token)) return failure(401, 'WRONGPASS invalid or missing auth token')

  const encoding = request.headers['upstash-encoding'] === 'base64' ? 'base64' : 'plain'
  switch (parseUrl(request)?.pathname.replace(/\/+$/, '')) {
    case '':
      return runOne(redis, toCommand(parseJson(body)), encoding)
    case '/pipeline':
      return runPipeline(redis, parseJson(body), encoding)
    case '/multi-exec':
      return runTransaction(redis, parseJson(body), encoding)
    case '/_dev/advance': {
      const by = parseAdvance(parseJson(body))
      return by ? { status: 200, body: { changed: await advance(redis, by) } } : failure(400, 'ERR ms, match')
    }
    default:
      return failure(404, 'ERR commands are read from the body, not from the path')
  }
}

function isAuthorized(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
