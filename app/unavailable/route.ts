import { unavailablePage } from '@/app/magic-link/[token]/document'
import { parseReturnPath } from '@/lib/sign-in/return-path'

export const dynamic = 'force-dynamic'

/** Where pages and actions lead that can't do without a part which isn't answering: they can't answer 503 themselves. */
export function GET(request: Request): Promise<Response> {
  return unavailablePage(parseReturnPath(new URL(request.url).searchParams.get('next')))
}
