import { days, env } from '@/lib/platform'

export const dynamic = 'force-dynamic'

/** How long a copy is valid. RFC 9116 recommends less than a year. */
const VALID_FOR = days(30)

/** Where to report a vulnerability (RFC 9116), from SECURITY_CONTACT; 404 if that isn't set. */
export function GET(): Response {
  const { appUrl, securityContact } = env()
  if (!securityContact) return new Response(null, { status: 404 })
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(Date.now() + VALID_FOR).toISOString()}`,
    `Canonical: ${appUrl}/.well-known/security.txt`,
  ]
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  })
}
