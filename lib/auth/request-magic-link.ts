import 'server-only'
import { cookies, headers } from 'next/headers'
import { thisBrowser } from '@/lib/auth/device'
import { recordLater } from '@/lib/auth/events'
import { rememberedCookie } from '@/lib/auth/last-email-cookie'
import { type Pending, pendingCookie } from '@/lib/auth/pending-cookie'
import { type Asked, type Requested, requestLink } from '@/lib/auth/request-link'
import { clientAddress } from '@/lib/http/client-address'

/** What this browser's pending cookie says, if it is one of ours. */
export async function readPending(): Promise<Pending | undefined> {
  return pendingCookie.unseal((await cookies()).get(pendingCookie.name())?.value)
}

/** Gives this browser its pending cookie. For actions and handlers. */
export async function keepPending(pending: Pending): Promise<void> {
  ;(await cookies()).set(await pendingCookie.seal(pending))
}

/** What this browser's remembered cookie says: the address that has signed in here last. */
export async function readRemembered() {
  return rememberedCookie.unseal((await cookies()).get(rememberedCookie.name())?.value)
}

/** `requestLink` for the browser of this request, its cookie included. For actions and handlers. */
export async function requestLinkHere(asked: Asked): Promise<Requested> {
  const received = await headers()
  const { id, email, device, network } = await thisBrowser()
  const requested = await requestLink(asked, {
    pending: await readPending(),
    known: email ? { email, id } : undefined,
    client: clientAddress(received),
    device,
  })
  if ('pending' in requested && requested.pending) await keepPending(requested.pending)
  if (requested.ok && requested.mailed && requested.pending?.attempt) {
    const detail = requested.mailed
    recordLater({ email: requested.pending.attempt.email }, { kind: 'mail-sent', detail, device, network })
  }
  return requested
}
