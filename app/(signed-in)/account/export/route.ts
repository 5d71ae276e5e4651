import { unstable_rethrow } from 'next/navigation'
import { after } from 'next/server'
import { recordEvent } from '@/lib/account/events'
import { exportOf } from '@/lib/account/export'
import { log } from '@/lib/log'
import { requireSession } from '@/lib/session/guard'
import { common } from '@/lib/texts'

/** To the page with the link, since nobody wants to come back from a sign-in to a file. */
const guard = () => requireSession('/account')

/** Everything that we hold about whoever is signed in, as a file. */
export async function GET(): Promise<Response> {
  try {
    const session = await guard()
    const body = JSON.stringify(await exportOf(session), null, 2)
    after(() => recordEvent({ id: session.userId }, { kind: 'exported' }))
    return new Response(`${body}\n`, { headers: HEADERS })
  } catch (error) {
    // The guard's redirect.
    unstable_rethrow(error)
    log.error('export not made', error)
    return new Response(`${common.unavailable}\n`, {
      status: 503,
      headers: { 'Cache-Control': 'no-store', 'Retry-After': '30' },
    })
  }
}

/** Next would answer with GET's handler, and that would be an export that nobody has. */
export async function HEAD(): Promise<Response> {
  await guard()
  return new Response(null, { headers: HEADERS })
}

const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Disposition': 'attachment; filename="magic-link-export.json"',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}
