import { unavailableResponse } from '@/app/document'
import { parseReturnPath } from '@/lib/auth'

export const dynamic = 'force-dynamic'

/** Where pages and actions lead that can't do without a part which isn't answering: they can't answer 503 themselves. */
export function GET(request: Request): Promise<Response> {
  return unavailableResponse(parseReturnPath(new URL(request.url).searchParams.get('next')))
}
