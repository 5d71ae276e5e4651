import { env } from '@/lib/platform/env'

/**
 * Whether a state-changing request may come from where it says it comes from (ASVS 3.5.1). Compared with APP_URL, never
 * with Host or X-Forwarded-Host, which whoever sends the request can choose.
 *
 * No Origin at all is let in: browsers send one with every POST, and what isn't a browser has no cookies to be abused.
 * `null` is what Chromium sends from a page under `Referrer-Policy: no-referrer`, as our link page is; Sec-Fetch-Site,
 * which no page can set, then tells whether it was our own.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin === 'null') return site === 'same-origin'
  if (origin !== null && origin !== env().appUrl) return false
  return site === null || site === 'same-origin' || site === 'none'
}
