import 'server-only'
import { CODE_LIFETIME, type EmailState, fieldOf, linkLifetime, noteOf } from '@/lib/auth/attempt'
import type { Device } from '@/lib/auth/device'
import { recordEvent } from '@/lib/auth/events'
import { type Recipient, recipientOf } from '@/lib/auth/recipient'
import { noteAttempt } from '@/lib/auth/store-request'
import { copyIn } from '@/lib/copy'
import { sendEmail } from '@/lib/email/send'
import { endSuppression, isActive, prepareToTry, type Suppression } from '@/lib/email/suppression'
import { noAccountEmail } from '@/lib/email/templates/no-account'
import { type SensitiveAction, signInEmail } from '@/lib/email/templates/sign-in'
import { linkUrl } from '@/lib/http/link-url'
import { log } from '@/lib/platform/log'
import { inMinutes } from '@/lib/platform/time'

/** A link that was stored for an address. `token` and `code` go into the email, and nowhere else. */
export type LinkToDeliver = {
  attemptId: string
  n: number
  email: string
  token: string
  code: string
  device: Device
  /** Where it leads, and whether the visitor is signed in and confirms an action. */
  next: string
  reauthenticates: boolean
  /** Over the address's limit: nothing is sent. */
  suppressed: boolean
  /** A device with standing requested it. It may hear that the address is suppressed. */
  isKnown: boolean
  /** Such a device wants the address to get email again. */
  lifts: boolean
  undo(): Promise<void>
}

/**
 * Emails a link, or to an address that can't sign in, that it can't. Notes in the attempt what became
 * of it, for the waiting room. Never throws.
 */
export async function deliverLink(link: LinkToDeliver): Promise<void> {
  const { attemptId, n } = link
  const to = await recipientOf(link.email).catch((outage) => log.error('link.deliver_failed', outage))
  // Nothing was sent. Otherwise a visitor who retries during an outage would get none after it.
  if (!to) return link.undo()
  try {
    const sent = await send(link, to)
    await noteAttempt(attemptId, {
      ...(to.userId && { [fieldOf('hasUser', n)]: 1 }),
      ...(sent.suppressed && { [fieldOf('suppressed', n)]: Date.now() }),
      ...(sent.suppression && { [fieldOf('suppression', n)]: sent.suppression }),
      [fieldOf(sent.ok ? 'accepted' : 'failed', n)]: Date.now(),
      ...((!sent.ok || sent.suppression) && { waitUntil: Date.now() }),
    })
  } catch (error) {
    log.error('link.deliver_failed', error)
  }
}

/**
 * Notes what the provider tells about that email, for the waiting room.
 * @param name what `sendEmail` was given as `attempt`
 * @throws when Redis can't be reached.
 */
export async function noteDelivery(name: string, state: EmailState): Promise<void> {
  const [, attemptId, n] = /^([\w-]{22})(\d{1,2})$/.exec(name) ?? []
  if (!attemptId) return
  await noteAttempt(attemptId, {
    [fieldOf(state, Number(n))]: Date.now(),
    // The visitor needn't wait for the next one.
    ...(state === 'failed' && { waitUntil: Date.now() }),
  })
}

/**
 * The sensitive action that a link is for. Its email names it: otherwise an intruder could have the
 * owner confirm anything by what looks like any other sign-in.
 */
function actionOf({ next, reauthenticates }: LinkToDeliver): SensitiveAction | undefined {
  const { pathname } = new URL(next, 'http://localhost')
  return SENSITIVE_ACTIONS[pathname] ?? (reauthenticates ? 'other' : undefined)
}

const SENSITIVE_ACTIONS: Record<string, SensitiveAction | undefined> = {
  '/account/delete': 'delete',
  '/account/email': 'change-email',
  '/account/export': 'export',
}

/** `suppression`: why nothing was sent, to be noted for a device that may hear it. */
type Sent = { ok: boolean; suppressed?: true; suppression?: string }

async function send(link: LinkToDeliver, to: Recipient): Promise<Sent> {
  const { attemptId, n, email, code, device } = link
  const suppression = to.suppression && isActive(to.suppression) ? to.suppression : undefined
  if (link.suppressed || (suppression && !link.lifts)) {
    log.warn('email.suppressed', { kind: 'sign-in', id: attemptId })
    // To the visitor it looks like one that was sent.
    return {
      ok: true,
      suppressed: true,
      suppression: suppression && link.isKnown ? toNote(suppression) : undefined,
    }
  }
  if (suppression) {
    await endSuppression(email)
    log.info('suppression.lifted', { id: attemptId, reason: suppression.reason })
  }
  if (to.suppression) await prepareToTry(email, to.suppression)
  const t = copyIn(device.language)
  const url = linkUrl('magic-link', link.token)
  const message = to.canSignIn
    ? signInEmail(t, {
        ...{ url, code, device: device.name, network: device.network, action: actionOf(link) },
        minutes: { link: inMinutes(linkLifetime()), code: inMinutes(CODE_LIFETIME) },
      })
    : noAccountEmail(t)
  const id = `${attemptId}${n}`
  const sent = await sendEmail(message, { to: email, id, attempt: id })
  if (sent.ok && to.userId) {
    const event = {
      type: 'email-sent',
      detail: message.kind,
      device: device.name,
      network: device.network,
    } as const
    await recordEvent({ id: to.userId }, event).catch((error) => log.error('event.record_failed', error))
  }
  return sent
}

const toNote = ({ reason, createdAt, until }: Suppression) =>
  noteOf({ reason, since: createdAt.getTime(), until: until?.getTime() })
