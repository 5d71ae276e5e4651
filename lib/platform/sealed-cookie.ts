import 'server-only'
import { sealData, unsealData } from 'iron-session'
import type { z } from 'zod'
import { env } from '@/lib/platform/env'
import { keysFor, type Purpose } from '@/lib/platform/secrets'
import { inSeconds, minutes } from '@/lib/platform/time'

/** Longer than any cookie that we seal: not worth the work of opening. The pending one has 2450 at most. */
const LONGEST = 3000

// iron-session reads the first of two seals in a row and lets the rest pass.
const SEAL = /^[\w*.-]+~2$/

/** How long an opened seal is taken as read. iron-session itself lets a seal outlive its end by as much. */
const KNOWN_FOR = minutes(1)
const MOST_KNOWN = 1000

// Opening a seal is a quarter of the work of a signed-in page, and middleware and guard open the same one. They are
// bundled apart, so what they share hangs on the process. Only good seals get in, so nobody can push others out for free.
const shared = globalThis as { openedSeals?: Map<string, { contents: unknown; until: number }> }
shared.openedSeals ??= new Map()
const opened = shared.openedSeals

function remember(seal: string, contents: unknown) {
  const [oldest] = opened.keys()
  if (opened.size >= MOST_KNOWN && oldest !== undefined) opened.delete(oldest)
  opened.set(seal, { contents, until: Date.now() + KNOWN_FOR })
}

/**
 * A cookie that only we can read or make: sealed by iron-session with a key of its own purpose, so that one kind can't
 * pass as another (ASVS 7.2.1), and checked against a schema when it comes back.
 *
 * @param lifetime milliseconds, both of the cookie in the browser and of the seal
 */
export function sealedCookie<T>(kind: {
  name: string
  purpose: Purpose
  contents: z.ZodType<T>
  lifetime: number
}) {
  // __Host- keeps subdomains from planting one (RFC 6265bis 4.1.3.2). Safari refuses it on http://localhost.
  const name = () => (env().secureCookies ? `__Host-${kind.name}` : kind.name)
  const attributes = () => ({
    name: name(),
    httpOnly: true,
    secure: env().secureCookies,
    sameSite: 'lax' as const,
    path: '/',
  })

  return {
    /** The cookie's name under this APP_URL. */
    name,

    /** A cookie ready to be set. */
    async seal(contents: T) {
      const [password] = keysFor(kind.purpose)
      if (!password) throw new Error('SESSION_SECRET is empty')
      const value = await sealData(contents, { password, ttl: inSeconds(kind.lifetime) })
      return { ...attributes(), value, maxAge: inSeconds(kind.lifetime) }
    },

    /** What the cookie says; undefined for everything that isn't a live seal of ours. Never throws. */
    async unseal(value: string | undefined): Promise<T | undefined> {
      if (!value || value.length > LONGEST || !SEAL.test(value)) return undefined
      for (const password of keysFor(kind.purpose)) {
        const known = opened.get(password + value)
        if (known && Date.now() < known.until) return known.contents as T
        // iron-session answers {} to most bad seals and throws on others.
        const data = await unsealData(value, { password, ttl: inSeconds(kind.lifetime) }).catch(
          () => undefined,
        )
        const contents = kind.contents.safeParse(data)
        if (contents.success) {
          remember(password + value, contents.data)
          return contents.data
        }
      }
      return undefined
    },

    /** A cookie that takes this one out of the browser. */
    cleared: () => ({ ...attributes(), value: '', maxAge: 0 }),
  }
}
