import 'server-only'
import { headers } from 'next/headers'
import { after } from 'next/server'
import { codeHashes, newCode } from '@/lib/auth/code'
import { deliverLink } from '@/lib/auth/deliver-link'
import { type Device, knownDeviceId, thisDevice } from '@/lib/auth/device'
import { limitsOfEmail } from '@/lib/auth/limits'
import { format } from '@/lib/auth/link-token'
import { type Pending, pendingCookie } from '@/lib/auth/pending-cookie'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'
import { storeRequest } from '@/lib/auth/store-request'
import { parseEmailAddress } from '@/lib/email/address'
import { clientAddress } from '@/lib/http/client-address'
import { log } from '@/lib/platform/log'
import { hash, randomId, randomSecret } from '@/lib/platform/secrets'

export type RequestOutcome =
  /** Doesn't tell whether there is an account, or whether an email will be sent at all. */
  | { ok: true }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' | 'unavailable' }
  /**
   * `too-early`: this browser has just requested an email to that address, which still works.
   * `retryAfter` is in milliseconds.
   */
  | { ok: false; reason: 'too-early' | 'too-many'; retryAfter: number }

/** The browser that makes a request, and the client that limits count it as. */
export type Requester = { pending: Pending | undefined; device: Device; client: string }

/** What a visitor requests. `remember` defaults to the previous request's choice, or true. */
export type SignInRequest = { email: unknown; next: unknown; remember?: boolean; reauthenticates?: boolean }

/** `requestLink` for the browser of this request. For actions and handlers. */
export async function requestMagicLink(request: SignInRequest): Promise<RequestOutcome> {
  const { outcome, pending, afterResponse } = await requestLink(request, {
    pending: await pendingCookie.read(),
    device: await thisDevice(),
    client: clientAddress(await headers()),
  })
  // Without "Keep me signed in", nothing of ours outlives the browser.
  const maxAge = request.remember === false ? 'browser-session' : undefined
  if (pending) await pendingCookie.write(pending, undefined, maxAge)
  if (afterResponse) after(afterResponse)
  return outcome
}

type Requested = {
  outcome: RequestOutcome
  /** What the browser's cookie says from now on. */
  pending?: Pending
  /** Sends the email. Never throws. */
  afterResponse?: () => Promise<void>
}

/**
 * Stores a link and a code, to be emailed once the response is out: the same work, in the same time,
 * for every address (ASVS 6.3.8). A browser that requests another for the same address continues the
 * same attempt: its last three emails all work.
 *
 * @param request `email` is what was typed and `next` where the visitor was going, both unchecked
 */
export async function requestLink(request: SignInRequest, by: Requester): Promise<Requested> {
  const parsed = parseEmailAddress(request.email)
  if (!parsed.ok) return { outcome: parsed }
  const email = parsed.address
  const bindingSecret = by.pending?.bindingSecret ?? randomId()
  const bindingHash = hash(bindingSecret)
  const [secret, code] = [randomSecret(), newCode()]
  const knownDevice = knownDeviceId(by.device, email)
  const device = by.device.name
  try {
    const stored = await storeRequest({
      email,
      bindingHash,
      attemptId: by.pending?.attemptId,
      next: parseReturnPath(request.next) ?? HOME,
      remember: request.remember,
      reauthenticates: request.reauthenticates ?? false,
      link: { secretHash: hash(secret), codeHash: codeHashes(bindingHash, code)[0], device },
      limits: limitsOfEmail({ to: email, client: by.client, knownDevice }),
      // A known device may hear of its own limit.
      shadow: knownDevice ? undefined : 'emailsPerAddress',
    })
    if (!stored.ok && stored.reason === 'too-many') {
      log.warn('limit.exceeded', { limit: stored.limit })
      return { outcome: { ok: false, reason: 'too-many', retryAfter: stored.retryAfter } }
    }
    const { attemptId } = stored
    const pending = { bindingSecret, attemptId }
    if (!stored.ok)
      return { outcome: { ok: false, reason: 'too-early', retryAfter: stored.retryAfter }, pending }
    const link = { ...stored, email, token: format(attemptId, secret), code, device: by.device }
    return { outcome: { ok: true }, pending, afterResponse: () => deliverLink(link) }
  } catch (error) {
    log.error('link.request_failed', error)
    return { outcome: { ok: false, reason: 'unavailable' } }
  }
}
