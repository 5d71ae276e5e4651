import 'server-only'
import { cookies, headers } from 'next/headers'
import { pendingCookie } from '@/lib/auth/pending-cookie'

/** Whether this browser has sent no pending cookie, not even an invalid one. */
export const hasNoPendingCookie = async () => !(await cookies()).has(pendingCookie.name())

/**
 * Whether this visit comes from a page of ours, but without the pending cookie: the browser refuses
 * cookies, or the attempt is so old that its cookie has expired. Sec-Fetch-Site is the browser's own
 * word: no link, script or other site can set it. Browsers without it get the form.
 */
export async function cameWithoutCookie(): Promise<boolean> {
  return (await headers()).get('sec-fetch-site') === 'same-origin' && (await hasNoPendingCookie())
}
