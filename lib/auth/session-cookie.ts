import 'server-only'
import { z } from 'zod'
import { ABSOLUTE_LIFETIME, isSeenDue, timeLeft } from '@/lib/auth/session-lifetime'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { inSeconds } from '@/lib/platform/time'

/** Names the session and says when it began and was last in use. The row decides whether it still is one. */
const Contents = z.object({
  id: z.string().length(22),
  createdAt: z.number(),
  seenAt: z.number(),
  keep: z.boolean(),
})
type Contents = z.infer<typeof Contents>

const sealed = sealedCookie({
  name: 'session',
  purpose: 'session cookie',
  contents: Contents,
  lifetime: ABSOLUTE_LIFETIME,
})

export const sessionCookie = {
  name: sealed.name,
  cleared: sealed.cleared,

  /** The cookie of a session that is in use now. Without "Keep me signed in" it goes when the browser is closed. */
  async seal(session: Omit<Contents, 'seenAt'>) {
    const contents = { id: session.id, createdAt: session.createdAt, keep: session.keep, seenAt: Date.now() }
    const cookie = await sealed.seal(contents)
    return { ...cookie, maxAge: contents.keep ? inSeconds(timeLeft(contents)) : undefined }
  },

  /** What the cookie says; undefined for everything that isn't a seal of ours, or is past its time. Never throws. */
  async unseal(value: string | undefined): Promise<Contents | undefined> {
    const contents = await sealed.unseal(value)
    return contents && timeLeft(contents) > 0 ? contents : undefined
  },

  /** The same cookie for another while, where it is time for that. Asks nobody: what has ended stays ended. */
  async renewed(contents: Contents) {
    return isSeenDue(contents) ? this.seal(contents) : undefined
  },
}
