import { unstable_rethrow } from 'next/navigation'
import { exportOf } from '@/lib/account'
import { recordAfterResponse, requireRecentSession } from '@/lib/auth'
import { copyForRequest, plainResponse } from '@/lib/http'
import { log } from '@/lib/platform'

/** Everything that we hold about the signed-in visitor, as a file. */
export const GET = () =>
  orUnavailable(async () => {
    const session = await guard()
    const body = JSON.stringify(await exportOf(session, await copyForRequest()), null, 2)
    recordAfterResponse({ id: session.userId }, { type: 'exported' })
    return new Response(`${body}\n`, { headers: HEADERS })
  })

/** Next would answer with GET's handler, and record an export that no one has. */
export const HEAD = () =>
  orUnavailable(async () => {
    await guard()
    return new Response(null, { headers: HEADERS })
  })

// Next's own response would lack the headers. All other methods end in middleware.ts.
export const POST = async () =>
  plainResponse(405, (await copyForRequest()).errors.method, { Allow: 'GET, HEAD' })

/**
 * An unattended browser would tell all about its owner. A visitor who signs in again lands on the page
 * with the link: no one wants to come back from a sign-in to a file.
 */
const guard = () => requireRecentSession('/account#data')

async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    // The guard's redirect.
    unstable_rethrow(error)
    log.error('export.failed', error)
    return plainResponse(503, (await copyForRequest()).common.unavailable, { 'Retry-After': '30' })
  }
}

const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Disposition': 'attachment; filename="magic-link-export.json"',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}
