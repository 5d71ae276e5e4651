import 'server-only'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { redis } from '@/lib/redis'
import { hash, keyedHashes, randomId, randomSecret, sameHash } from '@/lib/secrets'
import { inSeconds, minutes } from '@/lib/time'

/** How long a link and its code live. The record, the mail and the pages all take it from here. */
export const ATTEMPT_LIFETIME = minutes(10)

const Attempt = z.object({
  id: z.string().length(22),
  email: z.string(),
  secretHash: z.string(),
  codeHash: z.string(),
  browserHash: z.string(),
  next: z.string(),
  createdAt: z.number(),
})

/** One request to sign in, as Redis holds it: nothing in it signs anybody in. */
export type Attempt = z.infer<typeof Attempt>

/** What goes into the mail, and nowhere else. */
export type Challenge = { token: string; code: string }

const key = (id: string) => `sign-in:attempt:${id}`

/**
 * Stores an attempt for ten minutes. @throws when Redis can't be reached.
 *
 * @param browser the secret that the asking browser holds in its pending cookie
 */
export async function storeAttempt(about: {
  email: string
  next: string
  browser: string
}): Promise<{ attempt: Attempt; challenge: Challenge }> {
  const id = randomId()
  const secret = randomSecret()
  const code = randomInt(1_000_000).toString().padStart(6, '0')
  const attempt: Attempt = {
    id,
    email: about.email,
    secretHash: hash(secret),
    codeHash: keyedHashes('sign-in code', `${id}:${code}`)[0],
    browserHash: hash(about.browser),
    next: about.next,
    createdAt: Date.now(),
  }
  await redis().set(key(id), JSON.stringify(attempt), { ex: inSeconds(ATTEMPT_LIFETIME) })
  return { attempt, challenge: { token: `${id}${secret}`, code } }
}

/**
 * The live attempt that a link's token proves, or undefined: unknown, expired, tampered with. Spends nothing.
 * @throws when Redis can't be reached.
 */
export async function attemptByToken(token: string): Promise<Attempt | undefined> {
  const [, id, secret] = /^([\w-]{22})([\w-]{43})$/.exec(token) ?? []
  if (!id || !secret) return undefined
  const attempt = await readAttempt(id)
  return attempt && sameHash(attempt.secretHash, hash(secret)) ? attempt : undefined
}

/** The live attempt of that id. Proves nothing by itself. @throws when Redis can't be reached. */
export async function readAttempt(id: string): Promise<Attempt | undefined> {
  return parseAttempt(id, await redis().get(key(id)))
}

/** Whether those six digits are the attempt's. Guesses are counted by the caller, before. */
export function codeMatches(attempt: Attempt, code: string): boolean {
  return keyedHashes('sign-in code', `${attempt.id}:${code}`).some((known) =>
    sameHash(known, attempt.codeHash),
  )
}

// Redis is outside: what doesn't look like the record that was asked for is none.
function parseAttempt(id: string, stored: unknown): Attempt | undefined {
  if (typeof stored !== 'string') return undefined
  try {
    const attempt = Attempt.safeParse(JSON.parse(stored))
    return attempt.success && attempt.data.id === id ? attempt.data : undefined
  } catch {
    return undefined
  }
}
