import 'server-only'
import { headers } from 'next/headers'
import { thisDevice } from '@/lib/auth/device'
import { recordAfterResponse } from '@/lib/auth/events'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import { type RequestOutcome, requestLink, type SignInRequest } from '@/lib/auth/request-link'
import { clientAddress } from '@/lib/http/client-address'

/** `requestLink` for the browser of this request, its cookie included. For actions and handlers. */
export async function requestMagicLink(request: SignInRequest): Promise<RequestOutcome> {
  const device = await thisDevice()
  const requested = await requestLink(request, {
    pending: await pendingCookie.read(),
    device,
    client: clientAddress(await headers()),
  })
  if ('pending' in requested && requested.pending) await pendingCookie.write(requested.pending)
  if (requested.ok && requested.emailed && requested.pending?.attempt) {
    const { name, network } = device
    const event = { type: 'email-sent', detail: requested.emailed, device: name, network } as const
    recordAfterResponse({ email: requested.pending.attempt.email }, event)
  }
  return requested
}
