import { days, env } from '@/lib/platform'

export const dynamic = 'force-dynamic'

/** How long a copy is to be believed. RFC 9116 recommends less than a year. */
const GOOD_FOR = days(30)

/** Where to report a weakness (RFC 9116), from SECURITY_CONTACT; 404 where that isn't set. */
export function GET(): Response {
  const { appUrl, securityContact } = env()
  if (!securityContact) return new Response(null, { status: 404 })
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(Date.now() + GOOD_FOR).toISOString()}`,
    `Canonical: ${appUrl}/.well-known/security.txt`,
  ]
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  })
}
