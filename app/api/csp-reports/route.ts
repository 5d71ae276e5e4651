import { logCspReports } from '@/lib/http'

/** Characters. A browser's report has about a thousand; more than one may come at once. */
const LONGEST = 20_000

/** Takes what browsers report about violations of lib/http/content-security-policy.ts. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text()
  if (body.length > LONGEST) return new Response(null, { status: 413 })
  return new Response(null, { status: logCspReports(body) ? 204 : 400 })
}
