import 'server-only'
import { z } from 'zod'
import { sealedCookie } from '@/lib/sealed-cookie'
import { days } from '@/lib/time'

/** A session ends this long after the sign-in, whatever happens (ASVS 7.3.2). */
export const ABSOLUTE_LIFETIME = days(30)

/** Names the session and says when it began. The row decides whether it still is one. */
const SessionCookie = z.object({ id: z.string().length(22), createdAt: z.number() })

export const sessionCookie = sealedCookie({
  name: 'session',
  purpose: 'session cookie',
  contents: SessionCookie,
  lifetime: ABSOLUTE_LIFETIME,
})
