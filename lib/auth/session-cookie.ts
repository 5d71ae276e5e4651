import 'server-only'
import { z } from 'zod'
import { ABSOLUTE_LIFETIME, isRefreshDue, timeLeft } from '@/lib/auth/session-lifetime'
import type { ReadableJar, WritableJar } from '@/lib/platform/cookie'
import { sealedCookie } from '@/lib/platform/sealed-cookie'

/** Names the session, and says when it began and was last used. The row decides if it is live. */
const Contents = z.object({
  id: z.string().length(22),
  createdAt: z.number(),
  seenAt: z.number(),
  remember: z.boolean(),
  /** See `deviceFor`. */
  deviceId: z.string().length(22).optional(),
})
type Contents = z.infer<typeof Contents>

const cookie = sealedCookie({
  name: 'session',
  purpose: 'session cookie',
  contents: Contents,
  lifetime: ABSOLUTE_LIFETIME,
})

export const sessionCookie = {
  name: cookie.name,
  clear: cookie.clear,

  /** What the cookie says; undefined if it isn't a valid one, or is past its time. Never throws. */
  async read(jar?: ReadableJar): Promise<Contents | undefined> {
    const contents = await cookie.read(jar)
    return contents && timeLeft(contents) > 0 ? contents : undefined
  },

  /** Whether another instance may open what this one can't: one that knows a newer secret already. */
  async isForeign(jar?: ReadableJar): Promise<boolean> {
    return (await cookie.isSealed(jar)) && (await cookie.read(jar)) === undefined
  },

  /** For a session in use. Without "Keep me signed in", the browser drops the cookie on closing. */
  async write(
    { id, createdAt, remember, deviceId }: Omit<Contents, 'seenAt'>,
    jar?: WritableJar,
  ): Promise<void> {
    const contents = { id, createdAt, remember, deviceId, seenAt: Date.now() }
    await cookie.write(contents, jar, remember ? timeLeft(contents) : 'browser-session')
  },

  /** Extends the cookie if that is due. Not the row: a session that has ended stays ended. */
  async refresh(contents: Contents, jar?: WritableJar): Promise<void> {
    if (isRefreshDue(contents)) await this.write(contents, jar)
  },
}
