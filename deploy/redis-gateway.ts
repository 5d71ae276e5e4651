import { startUpstash } from '../packages/local-cloud/upstash'

// Upstash's protocol in front of a Redis of one's own, for compose.yaml. With the token, one can do anything to
// that Redis, so it listens only in a network that no one else is in.

const { REDIS_URL: redisUrl, UPSTASH_REDIS_REST_TOKEN: token = '', PORT = '8079' } = process.env
if (!redisUrl || token.length < 32) {
  console.error('REDIS_URL is missing, or UPSTASH_REDIS_REST_TOKEN has fewer than 32 characters.')
  process.exit(1)
}
const gateway = await startUpstash({ port: Number(PORT), host: '0.0.0.0', token, redisUrl })
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // As the first process of a container, it wouldn't end by itself.
  process.once(signal, () => gateway.close().then(() => process.exit(0)))
}
