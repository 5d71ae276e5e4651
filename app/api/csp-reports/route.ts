import { logCspReports } from '@/lib/http'

/** Characters. A browser's report has about a thousand; more than one may come at once. */
const LONGEST = 20_000

/** What browsers tell of violations of our policy, which lib/http/content-security-policy.ts asks them to send here. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text()
  if (body.length > LONGEST) return new Response(null, { status: 413 })
  return new Response(null, { status: logCspReports(body) ? 204 : 400 })
}
