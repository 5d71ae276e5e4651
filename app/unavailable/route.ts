import { unavailableResponse } from '@/app/document'
import { parseReturnPath } from '@/lib/auth'

export const dynamic = 'force-dynamic'

/** Pages and actions can't return 503, so they redirect here during an outage. */
export function GET(request: Request): Promise<Response> {
  return unavailableResponse(parseReturnPath(new URL(request.url).searchParams.get('next')))
}
