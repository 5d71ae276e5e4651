import { prune } from '@/lib/account/prune'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { hash, sameHash } from '@/lib/platform/secrets'

export const dynamic = 'force-dynamic'

/**
 * Prunes, for a scheduler that knows CRON_SECRET: 200 and how many rows went, or 503 when the database is away. A GET that
 * changes something, since that is how schedulers call; no browser sends their header by itself.
 */
export async function GET(request: Request): Promise<Response> {
  const { cronSecret } = env()
  if (!cronSecret) return answer(404)
  const given = request.headers.get('authorization') ?? ''
  // Hashed, so that the comparison doesn't tell the secret's length.
  if (!sameHash(hash(given), hash(`Bearer ${cronSecret}`))) {
    return answer(401, undefined, { 'WWW-Authenticate': 'Bearer' })
  }
  try {
    const pruned = await prune()
    log.info('pruned', { ...pruned.deleted, more: pruned.more })
    return answer(200, pruned)
  } catch (error) {
    log.error('not pruned', error)
    return answer(503, undefined, { 'Retry-After': '30' })
  }
}

export const POST = GET

/** Next would answer it with GET. */
export const HEAD = () => answer(405, undefined, { Allow: 'GET, POST' })

function answer(status: number, contents?: object, more?: Record<string, string>): Response {
  const headers = { 'Cache-Control': 'no-store', ...more }
  return contents ? Response.json(contents, { status, headers }) : new Response(null, { status, headers })
}
