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
  remember: z.boolean(),
  /** The visitor is signed in already and reauthenticates. */
  reauthenticates: z.boolean().optional(),
  /** The ids of the links that may still be live, newest first. */
  links: z.array(z.string().length(22)).max(3),
  /** How many emails were requested, and when the last one was. */
  sent: z.number().int(),
  sentAt: z.number(),
  /** The provider's id of the newest email, whose delivery the waiting room shows. */
  messageId: z.string().max(100).optional(),
  /** Ended by wrong codes. The next request starts a new attempt, and the waiting room says why. */
  tooManyTries: z.boolean().optional(),
})

/**
 * What the browser that made the request holds. The binding secret makes one click enough there,
 * and the code works nowhere else. The rest is for the waiting room, and for a new link when the
 * old one has expired.
 */
const Pending = z.object({
  bindingSecret: z.string().length(22),
  /** Missing in a browser that opened a link without having requested it. */
  attempt: PendingAttempt.optional(),
})

export type PendingAttempt = z.infer<typeof PendingAttempt>
export type Pending = z.infer<typeof Pending>

/** Outlives the link by a lunch, so that a visitor who comes back late can go on from there. */
const LIFETIME = hours(2)

export const pendingCookie = sealedCookie({
  name: 'pending',
  purpose: 'pending cookie',
  contents: Pending,
  lifetime: LIFETIME,
})
