import 'server-only'
import { cookies, headers } from 'next/headers'
import { z } from 'zod'
import { describeDevice } from '@/lib/http/device'
import { describeNetwork } from '@/lib/http/network'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { randomId } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'

/**
 * By which we know a browser again, and who has signed in from it last: the limits count it apart for that address (see
 * `byAddress`), and its first use for an account is told to the owner. It signs nobody in.
 */
export const browserCookie = sealedCookie({
  name: 'browser',
  purpose: 'browser cookie',
  contents: z.object({ id: z.string().length(22), email: z.string() }),
  // As long as browsers allow (RFC 6265bis 5.5).
  lifetime: days(400),
})

/**
 * A browser, as the list of sessions and our mails tell of it. `id` is its secret; `email` who has signed in from it last.
 */
export type Browser = { id: string; email?: string; device: string; network: string }

/** The browser of this request. One that we haven't seen gets an id, which it keeps if it signs in. */
export async function thisBrowser(): Promise<Browser> {
  const [jar, received] = [await cookies(), await headers()]
  const known = await browserCookie.unseal(jar.get(browserCookie.name())?.value)
  return {
    id: known?.id ?? randomId(),
    email: known?.email,
    device: describeDevice(received),
    network: describeNetwork(received),
  }
}
