import 'server-only'
import { ATTEMPT_LIFETIME } from '@/lib/auth/attempt'
import { hostCookie, type ReadableJar, type WritableJar } from '@/lib/platform/cookie'

/**
 * What the browser that made the request holds, random and opaque: there is nothing to seal. The
 * binding secret makes one click enough there, and the code works nowhere else.
 */
export type Pending = {
  bindingSecret: string
  /** Missing in a browser that opened a link without having requested it. */
  attemptId?: string
}

const cookie = hostCookie('pending')

export const pendingCookie = {
  name: cookie.name,
  clear: cookie.clear,

  /** What the cookie says; undefined if it isn't one of ours. It proves nothing by itself. */
  async read(jar?: ReadableJar): Promise<Pending | undefined> {
    const [, bindingSecret, attemptId] = /^([\w-]{22})([\w-]{22})?$/.exec((await cookie.get(jar)) ?? '') ?? []
    return bindingSecret ? { bindingSecret, attemptId } : undefined
  },

  /**
   * As long as the attempt is remembered, at most.
   * @param maxAge `browser-session` unless the visitor wants to stay signed in here
   */
  async write(
    { bindingSecret, attemptId = '' }: Pending,
    jar?: WritableJar,
    maxAge: number | 'browser-session' = ATTEMPT_LIFETIME,
  ): Promise<void> {
    await cookie.set(bindingSecret + attemptId, maxAge, jar)
  },
}
