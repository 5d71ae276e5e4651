import 'server-only'
import { z } from 'zod'
import { ReturnPath } from '@/lib/auth/return-path'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { hours } from '@/lib/platform/time'

const PendingAttempt = z.object({
  id: z.string().length(22),
  email: z.string(),
  next: ReturnPath,
  /** "Keep me signed in" was ticked. */
  keep: z.boolean(),
  /** Somebody who is signed in confirms that it is still them. */
  confirms: z.boolean().optional(),
  /** The challenges that may still be alive, newest first. */
  challenges: z.array(z.string().length(22)).max(3),
  /** How often a mail was asked for, and when last. */
  sent: z.number().int(),
  sentAt: z.number(),
  /** The newest mail, as the provider names it: whose delivery the waiting room tells of. */
  messageId: z.string().max(100).optional(),
  /** Ended by wrong codes: what comes next is a new attempt, and the waiting room says why. */
  tooManyTries: z.boolean().optional(),
})

/**
 * What the browser that asked holds. `browser` is its secret: a link signs in with one click only where it is, and the
 * code works nowhere else. The rest is for the waiting room, and for sending again when a link has gone stale.
 */
const Pending = z.object({
  browser: z.string().length(22),
  /** Missing in a browser that opened a link without having asked for it. */
  attempt: PendingAttempt.optional(),
})

export type PendingAttempt = z.infer<typeof PendingAttempt>
export type Pending = z.infer<typeof Pending>

/** Outlives the link by a lunch, so that whoever comes back late needn't type the address again. */
const LIFETIME = hours(2)

export const pendingCookie = sealedCookie({
  name: 'pending',
  purpose: 'pending cookie',
  contents: Pending,
  lifetime: LIFETIME,
})
