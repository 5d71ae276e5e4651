import { env } from '@/lib/platform/env'

/**
 * Whether a state-changing request comes from our own pages (ASVS 3.5.1). Compared with APP_URL,
 * never with Host or X-Forwarded-Host, which the client chooses.
 *
 * A request without an Origin is allowed: browsers send one with every POST, and other clients have
 * no cookies to abuse. `null` is what Chromium sends from a page under `Referrer-Policy:
 * no-referrer`, like our link page. Sec-Fetch-Site, which no page can set, then tells whether it
 * was ours.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin === 'null') return site === 'same-origin'
  if (origin !== null && origin !== env().appUrl) return false
  return site === null || site === 'same-origin' || site === 'none'
}
