import { unstable_rethrow } from 'next/navigation'
import { recordLater } from '@/lib/account/events'
import { exportOf } from '@/lib/account/export'
import { refuse } from '@/lib/http/refusal'
import { log } from '@/lib/log'
import { requireSession } from '@/lib/session/guard'
import { common, errors } from '@/lib/texts'

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
