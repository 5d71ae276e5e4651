import 'server-only'
import { z } from 'zod'
import { sealedCookie } from '@/lib/sealed-cookie'
import { hours } from '@/lib/time'

/**
 * What the browser that asked holds. `browser` is its secret: a link signs in with one click only where it is, and the
 * code works nowhere else. The rest is for the waiting room, and for sending again when a link has gone stale.
 */
const Pending = z.object({
  browser: z.string().length(22),
  /** Missing in a browser that opened a link without having asked for it. */
  attempt: z
    .object({
      id: z.string().length(22),
      email: z.string(),
      next: z.string(),
    })
    .optional(),
})
export type Pending = z.infer<typeof Pending>

/** Outlives the link by a lunch, so that whoever comes back late needn't type the address again. */
const LIFETIME = hours(2)

export const pendingCookie = sealedCookie({
  name: 'pending',
  purpose: 'pending cookie',
  contents: Pending,
  lifetime: LIFETIME,
})
