import { LED_COOKIE } from '@/lib/http'
import { env } from '@/lib/platform'

/**
 * Leads a visit under another name (www, an old domain) to the same page of APP_URL. The server
 * itself leads here: see lib/http/own-host.ts.
 */
export function GET(request: Request): Response {
  const { appUrl } = env()
  const path = new URL(request.url).searchParams.get('path') ?? '/'
  const url = URL.canParse(path, appUrl) ? new URL(path, appUrl) : undefined
  return new Response(null, {
    status: 307,
    headers: {
      // Never elsewhere: anyone can ask for this path by name.
      Location: url?.origin === appUrl ? url.href : appUrl,
      'Cache-Control': 'no-store',
      'Set-Cookie': `${LED_COOKIE}=1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`,
    },
  })
}
