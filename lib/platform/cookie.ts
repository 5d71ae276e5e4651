import 'server-only'
import { cookies } from 'next/headers'
import { env } from '@/lib/platform/env'
import { inSeconds } from '@/lib/platform/time'

type Cookie = {
  name: string
  value: string
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge?: number
}

/** Where cookies are read and written: `cookies()`, or in middleware a request and a response. */
export type ReadableJar = { get(name: string): { value: string } | undefined }
export type WritableJar = { set(cookie: Cookie): unknown }

/** A cookie that no script and no other site can read. */
export function hostCookie(kind: string) {
  // __Host- keeps subdomains from planting one (RFC 6265bis 4.1.3.2). Safari refuses it on
  // http://localhost.
  const name = () => (env().secureCookies ? `__Host-${kind}` : kind)
  const set = async (value: string, maxAge: number | undefined, jar: WritableJar | undefined) =>
    (jar ?? (await cookies())).set({
      name: name(),
      value,
      httpOnly: true,
      secure: env().secureCookies,
      sameSite: 'lax',
      path: '/',
      maxAge,
    })

  return {
    /** The cookie's name under this APP_URL. */
    name,

    /** What the browser sent. */
    async get(jar?: ReadableJar): Promise<string | undefined> {
      return (jar ?? (await cookies())).get(name())?.value
    },

    /** @param maxAge milliseconds; `browser-session`: until the browser is closed */
    async set(value: string, maxAge: number | 'browser-session', jar?: WritableJar): Promise<void> {
      await set(value, maxAge === 'browser-session' ? undefined : inSeconds(maxAge), jar)
    },

    /** Deletes the cookie. */
    clear: (jar?: WritableJar) => set('', 0, jar),
  }
}
