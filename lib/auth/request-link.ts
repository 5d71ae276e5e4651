import 'server-only'
import { untilNextMail } from '@/lib/auth/cooldown'
import { giveBack, limitsOfMail, takeFromLimits } from '@/lib/auth/limits'
import { CHALLENGE_LIFETIME, readChallenges, storeChallenge } from '@/lib/auth/magic-link'
import type { Pending, PendingAttempt } from '@/lib/auth/pending-cookie'
import { HOME, parseReturnPath } from '@/lib/auth/return-path'
import { isClaimed } from '@/lib/auth/session'
import { mayComeIn } from '@/lib/auth/sign-up-policy'
import { parseEmailAddress } from '@/lib/email/address'
import { type MailContents, sendMail } from '@/lib/email/send'
import { noAccountMail } from '@/lib/email/templates/no-account'
import { signInMail } from '@/lib/email/templates/sign-in'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { randomId } from '@/lib/platform/secrets'
import { inMinutes } from '@/lib/platform/time'

export type Requested =
  /** Says nothing about whether there is an account, nor whether a mail was held back for the address's limit. */
  | { ok: true; pending?: Pending; mailed?: MailContents['kind'] }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' | 'unavailable' }
  /** Not confirmed as sent. It may arrive all the same, so the browser still needs its cookie. */
  | { ok: false; reason: 'not-sent'; pending: Pending }
  /** This browser has just had a mail on its way to that address, whose link and code stay good. */
  | { ok: false; reason: 'too-early' /** Milliseconds. */; retryAfter: number; pending: Pending }
  | { ok: false; reason: 'too-many' /** Milliseconds. */; retryAfter: number }

/** Who asks: what its cookies say, whom the limits count it as, and what people would call it. */
export type Asking = {
  pending: Pending | undefined
  known?: { email: string; id: string }
  client: string
  device: string
}

/** What somebody asks for. Without `keep`, a first link keeps them signed in, and a further one does as the one before. */
export type Asked = { email: unknown; next: unknown; keep?: boolean; confirms?: boolean }

/**
 * Mails a link and a code. A browser that asks again for the same address goes on with the same attempt: its earlier
 * mails stay good, up to three at once. `pending` in the answer is what its cookie must say from now on.
 *
 * @param asked `email` is what was typed and `next` where they were going, both unchecked
 */
export async function requestLink(asked: Asked, by: Asking): Promise<Requested> {
  const parsed = parseEmailAddress(asked.email)
  if (!parsed.ok) return parsed
  const email = parsed.address
  const next = parseReturnPath(asked.next) ?? HOME
  const earlier = by.pending?.attempt?.email === email ? by.pending.attempt : undefined
  const wishes = { next, keep: asked.keep ?? earlier?.keep ?? true, confirms: asked.confirms }
  try {
    if (!earlier || !by.pending) return await mailChallenge(newAttempt(email, wishes), by)
    // Ended by wrong codes, or used in another browser: a link of the same attempt would be dead on arrival.
    if (earlier.tooManyTries || (await isClaimed(earlier.id)))
      return await mailChallenge(newAttempt(email, wishes), by)
    const retryAfter = untilNextMail(earlier)
    if (retryAfter > 0 && !(await hasRunOut(earlier))) {
      return {
        ok: false,
        reason: 'too-early',
        retryAfter,
        pending: { ...by.pending, attempt: { ...earlier, ...wishes } },
      }
    }
    return await mailChallenge({ ...earlier, ...wishes }, by)
  } catch (error) {
    log.error('link not requested', error)
    return { ok: false, reason: 'unavailable' }
  }
}

/** Whether there is no mail left to wait for. */
const hasRunOut = async ({ challenges }: PendingAttempt) =>
  challenges.length > 0 && (await readChallenges(challenges)).length === 0

/** An attempt of which no mail has been sent yet. */
export const newAttempt = (
  email: string,
  wishes: Pick<PendingAttempt, 'next' | 'keep' | 'confirms'>,
): PendingAttempt => ({
  id: randomId(),
  email,
  ...wishes,
  challenges: [],
  sent: 0,
  sentAt: 0,
})

async function mailChallenge(attempt: PendingAttempt, by: Asking): Promise<Requested> {
  const { id: attemptId, email, next } = attempt
  const browser = by.pending?.browser ?? randomId()
  const knownBrowser = by.known?.email === email ? by.known.id : undefined
  const wanted = limitsOfMail({ email, client: by.client, attempt, knownBrowser })
  // A known browser may hear of its own limit.
  const taken = await takeFromLimits(wanted, knownBrowser ? undefined : 'mailsToAddress')
  if (!taken.ok) {
    log.warn('mail limited', { limit: taken.limit })
    // A second click. The first one's answer carries the cookie, so this one must not.
    if (taken.limit === 'nextMailOfAttempt') return { ok: true }
    return { ok: false, reason: 'too-many', retryAfter: taken.retryAfter }
  }

  const [kept, replaced] = [attempt.challenges.slice(0, 2), attempt.challenges.slice(2)]
  const { id, token, code } = await storeChallenge(
    { attemptId, email, next, device: by.device, browser },
    replaced,
  )
  const url = `${env().appUrl}/magic-link/${token}`
  const mail = { id, url, code, device: by.device, held: taken.held }
  const sent = await mailTo(email, mail).catch(async (outage) => {
    // Nothing has left. Or whoever tries again and again in an outage gets no mail after it.
    if (!taken.held) await giveBack(wanted)
    throw outage
  })
  const pending = {
    browser,
    attempt: {
      ...attempt,
      challenges: [id, ...kept],
      sent: attempt.sent + 1,
      sentAt: Date.now(),
      messageId: sent.ok ? sent.messageId : undefined,
    },
  }
  return sent.ok ? { ok: true, pending, mailed: sent.kind } : { ok: false, reason: 'not-sent', pending }
}

/** @throws when the database can't be reached; nothing was sent then. */
async function mailTo(
  to: string,
  { held, id, ...about }: { id: string; url: string; code: string; device: string; held: boolean },
) {
  const minutes = inMinutes(CHALLENGE_LIFETIME)
  const mail = (await mayComeIn(to)) ? signInMail({ ...about, minutes }) : noAccountMail()
  return { kind: mail.kind, ...(await sendMail(mail, { to, id, held })) }
}
