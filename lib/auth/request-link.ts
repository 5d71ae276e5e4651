import 'server-only'
import { headers } from 'next/headers'
import { cooldownLeft } from '@/lib/auth/cooldown'
import { type Device, knownDeviceId, thisDevice } from '@/lib/auth/device'
import { recordAfterResponse } from '@/lib/auth/events'
import { consumeLimits, limitsOfEmail, refundLimits } from '@/lib/auth/limits'
import { LINK_LIFETIME, readMagicLinks, storeMagicLink } from '@/lib/auth/magic-link'
import { type Pending, type PendingAttempt, pendingCookie } from '@/lib/auth/pending-cookie'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'
import { isRedeemed } from '@/lib/auth/session'
import { canSignIn } from '@/lib/auth/sign-up-policy'
import { parseEmailAddress } from '@/lib/email/address'
import { type Email, sendEmail } from '@/lib/email/send'
import { noAccountEmail } from '@/lib/email/templates/no-account'
import { signInEmail } from '@/lib/email/templates/sign-in'
import { clientAddress } from '@/lib/http/client-address'
import { linkUrl } from '@/lib/http/link-url'
import { log } from '@/lib/platform/log'
import { randomId } from '@/lib/platform/secrets'
import { inMinutes } from '@/lib/platform/time'

export type RequestOutcome = {
  /** What the browser's cookie says from now on; left out if it stays as it is. */
  pending?: Pending
} & ( // Doesn't tell whether there is an account, or whether the email was suppressed.
  | { ok: true; emailed?: Email['kind'] }
  /** `not-sent`: not confirmed. It may arrive anyway, so the browser still gets its cookie. */
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' | 'not-sent' | 'unavailable' }
  /**
   * `too-early`: this browser has just had an email to that address, whose link and code still work.
   * `retryAfter` is in milliseconds.
   */
  | { ok: false; reason: 'too-early' | 'too-many'; retryAfter: number }
)

/** The browser that makes a request, and the client that limits count it as. */
export type Requester = { pending: Pending | undefined; device: Device; client: string }

/** What a visitor requests. `remember` defaults to the previous request's choice, or true. */
export type SignInRequest = { email: unknown; next: unknown; remember?: boolean; reauthenticates?: boolean }

/** `requestLink` for the browser of this request, its cookie included. For actions and handlers. */
export async function requestMagicLink(request: SignInRequest): Promise<RequestOutcome> {
  const device = await thisDevice()
  const requested = await requestLink(request, {
    pending: await pendingCookie.read(),
    device,
    client: clientAddress(await headers()),
  })
  if (requested.pending) await pendingCookie.write(requested.pending)
  if (requested.ok && requested.emailed && requested.pending?.attempt) {
    const { name, network } = device
    const event = { type: 'email-sent', detail: requested.emailed, device: name, network } as const
    recordAfterResponse({ email: requested.pending.attempt.email }, event)
  }
  return requested
}

/**
 * Emails a link and a code. A browser that requests another for the same address continues the same
 * attempt: its last three emails all work. `pending` in the outcome is for its cookie.
 *
 * @param request `email` is what was typed and `next` where the visitor was going, both unchecked
 */
export async function requestLink(request: SignInRequest, by: Requester): Promise<RequestOutcome> {
  const parsed = parseEmailAddress(request.email)
  if (!parsed.ok) return parsed
  const email = parsed.address
  const earlier = by.pending?.attempt?.email === email ? by.pending.attempt : undefined
  const options = {
    next: parseReturnPath(request.next) ?? HOME,
    remember: request.remember ?? earlier?.remember ?? true,
    reauthenticates: request.reauthenticates,
  }
  try {
    if (!earlier || !by.pending) return await emailMagicLink(newAttempt(email, options), by)
    // Ended by wrong codes, or redeemed elsewhere: its next link would be dead on arrival.
    if (earlier.tooManyTries || (await isRedeemed(earlier.id)))
      return await emailMagicLink(newAttempt(email, options), by)
    const attempt = { ...earlier, ...options }
    const retryAfter = cooldownLeft(earlier)
    if (retryAfter > 0 && !(await haveExpired(earlier)))
      return { ok: false, reason: 'too-early', retryAfter, pending: { ...by.pending, attempt } }
    return await emailMagicLink(attempt, by)
  } catch (error) {
    log.error('link.request_failed', error)
    return { ok: false, reason: 'unavailable' }
  }
}

/** Whether no email is left to wait for. */
const haveExpired = async ({ links }: PendingAttempt) =>
  links.length > 0 && (await readMagicLinks(links)).length === 0

/** An attempt before its first email. */
export const newAttempt = (
  email: string,
  options: Pick<PendingAttempt, 'next' | 'remember' | 'reauthenticates'>,
): PendingAttempt => ({
  id: randomId(),
  email,
  next: options.next,
  remember: options.remember,
  reauthenticates: options.reauthenticates,
  links: [],
  sent: 0,
  sentAt: 0,
})

async function emailMagicLink(attempt: PendingAttempt, by: Requester): Promise<RequestOutcome> {
  const { id: attemptId, email, next } = attempt
  const bindingSecret = by.pending?.bindingSecret ?? randomId()
  const knownDevice = knownDeviceId(by.device, email)
  const limits = limitsOfEmail({ to: email, client: by.client, attempt, knownDevice })
  // A known device may hear of its own limit.
  const consumed = await consumeLimits(limits, knownDevice ? undefined : 'emailsPerAddress')
  if (!consumed.ok) {
    log.warn('limit.exceeded', { limit: consumed.limit })
    // A second click. The first one's response carries the cookie, so this one must not.
    if (consumed.limit === 'resendsPerAttempt') return { ok: true }
    return { ok: false, reason: 'too-many', retryAfter: consumed.retryAfter }
  }

  const device = by.device.name
  const [kept, replaced] = [attempt.links.slice(0, 2), attempt.links.slice(2)]
  const link = await storeMagicLink({ attemptId, email, next, device, bindingSecret }, replaced)
  const url = linkUrl('magic-link', link.token)
  const { id, code } = link
  const sent = await deliver(email, { id, url, code, device, suppressed: consumed.suppressed }).catch(
    async (outage) => {
      // Nothing was sent. Or a visitor who retries during an outage would get none after it.
      if (!consumed.suppressed) await refundLimits(limits)
      throw outage
    },
  )
  const pending = {
    bindingSecret,
    attempt: {
      ...attempt,
      links: [id, ...kept],
      sent: attempt.sent + 1,
      sentAt: Date.now(),
      messageId: sent.ok ? sent.messageId : undefined,
    },
  }
  return sent.ok ? { ok: true, pending, emailed: sent.kind } : { ok: false, reason: 'not-sent', pending }
}

type LinkToDeliver = { id: string; url: string; code: string; device: string; suppressed: boolean }

/** @throws when the database can't be reached. Nothing was sent then. */
async function deliver(to: string, { suppressed, id, ...about }: LinkToDeliver) {
  const minutes = inMinutes(LINK_LIFETIME)
  const email = (await canSignIn(to)) ? signInEmail({ ...about, minutes }) : noAccountEmail()
  return { kind: email.kind, ...(await sendEmail(email, { to, id, suppressed })) }
}
