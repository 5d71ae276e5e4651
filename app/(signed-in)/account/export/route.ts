import { unstable_rethrow } from 'next/navigation'
import { exportOf } from '@/lib/account/export'
import { recordLater } from '@/lib/auth/events'
import { requireSession } from '@/lib/auth/guard'
import { common, errors } from '@/lib/copy'
import { refuse } from '@/lib/http/reject-request'
import { log } from '@/lib/platform/log'

/** Everything that we hold about whoever is signed in, as a file. */
export const GET = () =>
  orUnavailable(async () => {
    const session = await guard()
    const body = JSON.stringify(await exportOf(session), null, 2)
    recordLater({ id: session.userId }, { kind: 'exported' })
    return new Response(`${body}\n`, { headers: HEADERS })
  })

/** Next would answer with GET's handler, and write down an export that nobody has. */
export const HEAD = () =>
  orUnavailable(async () => {
    await guard()
    return new Response(null, { headers: HEADERS })
  })

// Next's own answer would lack the headers. All other methods end in middleware.ts.
export const POST = () => refuse(405, errors.method, { Allow: 'GET, HEAD' })

/** Leads to the page with the link: nobody wants to come back from a sign-in to a file. */
const guard = () => requireSession('/account')

async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    // The guard's redirect.
    unstable_rethrow(error)
    log.error('export not made', error)
    return refuse(503, common.unavailable, { 'Retry-After': '30' })
  }
}

const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Disposition': 'attachment; filename="magic-link-export.json"',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}
