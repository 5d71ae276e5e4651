import { prune } from '@/lib/account'
import { env, hash, log, sameHash } from '@/lib/platform'

export const dynamic = 'force-dynamic'

/**
 * Prunes, for a scheduler that knows CRON_SECRET: 200 and how many rows were deleted, or 503 if the
 * database is down. A GET that changes something, because that is how schedulers call; no browser
 * sends their header by itself.
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
    log.info('prune.done', { ...pruned.deleted, notices: pruned.notices, more: pruned.more })
    return answer(200, pruned)
  } catch (error) {
    log.error('prune.failed', error)
    return answer(503, undefined, { 'Retry-After': '30' })
  }
}

export const POST = GET

/** Next would answer it with GET's handler. */
export const HEAD = () => answer(405, undefined, { Allow: 'GET, POST' })

function answer(status: number, contents?: object, more?: Record<string, string>): Response {
  const headers = { 'Cache-Control': 'no-store', ...more }
  return contents ? Response.json(contents, { status, headers }) : new Response(null, { status, headers })
}
