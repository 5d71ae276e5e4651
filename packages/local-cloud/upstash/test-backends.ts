import { randomUUID } from 'node:crypto'
import { startUpstash } from '../upstash'
import { startTestServer, whyNoRedis } from './test-server'

export const TOKEN = 'contract-token'

/** A running stand-in. Tests keep to keys with `prefix`, since the Redis may be shared. */
export type Backend = { url: string; prefix: string; close(): Promise<void> }

const missing = whyNoRedis()

/** What every contract test runs against: a title, whether to skip it, and how to start it. */
export const backends: [title: string, { skip: boolean; start(): Promise<Backend> }][] = [
  ['in memory', { skip: false, start: startInMemory }],
  [
    `in front of a real Redis${missing ? ` (skipped: ${missing})` : ''}`,
    { skip: !!missing, start: startReal },
  ],
]

async function startInMemory(): Promise<Backend> {
  const server = await startUpstash({ port: 0, token: TOKEN })
  return { ...server, prefix: `${randomUUID()}:` }
}

async function startReal(): Promise<Backend> {
  const redis = await startTestServer()
  const server = await startUpstash({ port: 0, token: TOKEN, redisUrl: redis.url })
  const close = () => server.close().then(() => redis.close())
  return { url: server.url, prefix: `${randomUUID()}:`, close }
}
