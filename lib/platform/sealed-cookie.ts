import 'server-only'
import { sealData, unsealData } from 'iron-session'
import type { z } from 'zod'
import { hostCookie, type ReadableJar, type WritableJar } from '@/lib/platform/cookie'
import { keysFor, type Purpose } from '@/lib/platform/secrets'
import { inSeconds, minutes } from '@/lib/platform/time'

/**
 * A cookie that only we can read or make: sealed by iron-session with a key of its own purpose, so
 * that one kind can't pass for another (ASVS 7.2.1), and checked against a schema when it is read.
 *
 * @param lifetime milliseconds, both of the cookie in the browser and of the seal
 */
export function sealedCookie<T>(kind: {
  name: string
  purpose: Purpose
  contents: z.ZodType<T>
  lifetime: number
}) {
  const cookie = hostCookie(kind.name)
  return {
    name: cookie.name,
    clear: cookie.clear,

    /** What the cookie says; undefined unless it is valid. Never throws. */
    async read(jar?: ReadableJar): Promise<T | undefined> {
      return unseal(kind, await cookie.get(jar))
    },

    /**
     * Whether the cookie is shaped like a seal. During a rotation, one that doesn't open here may be
     * another instance's, under a secret that we don't have: leave it alone.
     */
    async isSealed(jar?: ReadableJar): Promise<boolean> {
      return isSeal(await cookie.get(jar))
    },

    /**
     * Gives the cookie to the browser.
     * @param maxAge milliseconds; `browser-session`: until the browser is closed
     */
    async write(
      contents: T,
      jar?: WritableJar,
      maxAge: number | 'browser-session' = kind.lifetime,
    ): Promise<void> {
      await cookie.set(await seal(kind, contents), maxAge, jar)
    },
  }
}

type Kind<T> = { purpose: Purpose; contents: z.ZodType<T>; lifetime: number }

async function seal({ purpose, lifetime }: Kind<unknown>, contents: unknown): Promise<string> {
  const [password] = keysFor(purpose)
  if (!password) throw new Error('SESSION_SECRET is empty')
  const value = await sealData(contents, { password: rawKey(password), ttl: inSeconds(lifetime) })
  // The browser's next request brings it back.
  remember(password + value, contents)
  return value
}

/**
 * For iron, a key as bytes is used as it is, and one as text is stretched first, twice for each seal
 * (https://hapi.dev/module/iron/api). Ours is derived and as long as its cipher's. The types of
 * iron-session 8 and 9 know only text.
 */
export const rawKey = (hex: string) => ({ 1: Buffer.from(hex, 'hex') as unknown as string })

/** Longer than any cookie that we seal (2,450 characters), so not worth the work of opening. */
const MAX_LENGTH = 3000

// iron-session reads the first of two seals in a row and ignores the rest.
const SEAL = /^[\w*.-]+~2$/

const isSeal = (value: string | undefined): value is string =>
  value !== undefined && value.length <= MAX_LENGTH && SEAL.test(value)

async function unseal<T>(
  { purpose, contents, lifetime }: Kind<T>,
  value: string | undefined,
): Promise<T | undefined> {
  if (!isSeal(value)) return undefined
  for (const password of keysFor(purpose)) {
    const cached = cache.get(password + value)
    if (cached && Date.now() < cached.until) return cached.contents as T
    // iron-session answers {} to most bad seals and throws on others.
    const data = await unsealData(value, { password: rawKey(password), ttl: inSeconds(lifetime) }).catch(
      () => undefined,
    )
    const parsed = contents.safeParse(data)
    if (parsed.success) {
      remember(password + value, parsed.data)
      return parsed.data
    }
  }
  return undefined
}

/** How long an opened seal is cached. iron-session accepts one for as long after its end. */
const CACHED_FOR = minutes(1)
const CACHE_SIZE = 1000

// Opening a seal is a quarter of the work of a signed-in page, and middleware and guard open the
// same one. They are bundled apart, so what they share hangs on the process. Only valid seals get
// in, so an attacker can't push others out for free.
const shared = globalThis as { openedSeals?: Map<string, { contents: unknown; until: number }> }
shared.openedSeals ??= new Map()
const cache = shared.openedSeals

function remember(seal: string, contents: unknown) {
  const [oldest] = cache.keys()
  if (cache.size >= CACHE_SIZE && oldest !== undefined) cache.delete(oldest)
  cache.set(seal, { contents, until: Date.now() + CACHED_FOR })
}
