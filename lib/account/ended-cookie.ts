import 'server-only'
import type { LiveSession } from '@/lib/auth/session'
import { hostCookie } from '@/lib/platform/cookie'
import { seconds } from '@/lib/platform/time'

/** How long the page of devices says what was done: a page can't delete a cookie that it has read. */
const SHOWN_FOR = seconds(10)

const ENDED = ['one', 'others'] as const
type Ended = (typeof ENDED)[number]

const cookie = hostCookie('ended')

/**
 * Which devices this browser has just signed out, for the page to say (a "flash" cookie). Not in the
 * URL: anyone could send a link to a page that claims it. Nothing in it is secret.
 */
export const endedCookie = {
  async write(ended: Ended, { userId }: LiveSession): Promise<void> {
    await cookie.set(`${ended}.${userId}`, SHOWN_FOR)
  },

  /** What was done a moment ago, for the same account. */
  async read({ userId }: LiveSession): Promise<Ended | undefined> {
    const stored = await cookie.get()
    return ENDED.find((ended) => stored === `${ended}.${userId}`)
  },
}
