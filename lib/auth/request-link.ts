import 'server-only'
import { headers } from 'next/headers'
import { after } from 'next/server'
import { referenceOf } from '@/lib/auth/attempt-reference'
import { codeHashes, newCode } from '@/lib/auth/code'
import { deliverLink } from '@/lib/auth/deliver-link'
import { type Device, thisDevice } from '@/lib/auth/device'
import { clientInLog } from '@/lib/auth/limits'
import { limitsOfEmail, limitsOfKnownDevice } from '@/lib/auth/limits-of-email'
import { format } from '@/lib/auth/link-token'
import { type Pending, pendingCookie } from '@/lib/auth/pending-cookie'
import { type Challenge, newChallenge, readProof } from '@/lib/auth/proof'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'
import { standingOf } from '@/lib/auth/standing'
import { storeRequest } from '@/lib/auth/store-request'
import { browserAt } from '@/lib/copy/words'
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
  /** During a surge of requests by unknown devices. The form shows it and submits what it proves. */
  | { ok: false; reason: 'proof-required'; challenge: Challenge }

/** The browser that makes a request, and the client that limits count it as. */
export type Requester = { pending: Pending | undefined; device: Device; client: string }

/** What a visitor requests. `remember` defaults to the previous request's choice, or true. */
export type SignInRequest = {
  email: unknown
  next: unknown
  remember?: boolean
  reauthenticates?: boolean
  /** The address is to get email again, if it's suppressed and the device has standing there. */
  lifts?: boolean
  /** The answer to an earlier `challenge`: a form's `ticket` and `nonce`. */
  proof?: unknown
}

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
  const lifts = request.lifts ?? false
  const [standing, about] = [standingOf(by.device, email), { to: email, client: by.client, lifts }]
  // What a page tells of it elsewhere.
  const device = browserAt(by.device.name, by.device.network)
  const next = parseReturnPath(request.next) ?? HOME
  const reauthenticates = request.reauthenticates ?? false
  try {
    const stored = await storeRequest({
      email,
      bindingHash,
      attemptId: by.pending?.attemptId,
      next,
      remember: request.remember,
      reauthenticates,
      link: {
        secretHash: hash(secret),
        codeHash: codeHashes(bindingHash, code)[0],
        device,
        language: by.device.language,
      },
      limits: limitsOfEmail(about),
      known: standing && { standing, limits: limitsOfKnownDevice(about, standing.deviceId) },
      proof: await readProof(request.proof, email),
    })
    if (!stored.ok && stored.reason === 'too-many') {
      log.warn('limit.exceeded', { limit: stored.limit, client: clientInLog(by.client) })
      return { outcome: { ok: false, reason: 'too-many', retryAfter: stored.retryAfter } }
    }
    if (!stored.ok && stored.reason === 'proof-required') {
      return { outcome: { ok: false, reason: 'proof-required', challenge: newChallenge(email) } }
    }
    const { attemptId } = stored
    const pending = { bindingSecret, attemptId }
    if (!stored.ok)
      return { outcome: { ok: false, reason: 'too-early', retryAfter: stored.retryAfter }, pending }
    const token = format(attemptId, secret)
    const link = {
      ...{ ...stored, email, token, code, device: by.device, next, reauthenticates },
      lifts: lifts && stored.isKnown,
    }
    const afterResponse = () => {
      log.info('link.requested', { attempt: attemptId, reference: referenceOf(attemptId) })
      return deliverLink(link)
    }
    return { outcome: { ok: true }, pending, afterResponse }
  } catch (error) {
    log.error('link.request_failed', error)
    return { outcome: { ok: false, reason: 'unavailable' } }
  }
}
