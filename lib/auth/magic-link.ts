import 'server-only'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { ReturnPath } from '@/lib/auth/return-path'
import { redis } from '@/lib/platform/redis'
import { hash, keyedHashes, randomId, randomSecret, sameHash } from '@/lib/platform/secrets'
import { hours, inSeconds, minutes } from '@/lib/platform/time'

/** How long a link and its code live. The record, the mail and the pages all take it from here. */
export const CHALLENGE_LIFETIME = minutes(10)

/** How long we can still tell whoever holds a dead link what became of it, and send a new one to the same address. */
const TRACE_LIFETIME = hours(2)

/** What outlives a challenge: nothing in it signs anybody in. */
const Trace = z.object({
  id: z.string().length(22),
  attemptId: z.string().length(22),
  email: z.string(),
  next: ReturnPath,
  secretHash: z.string(),
  ended: z.literal('too-many-tries').optional(),
})

const Challenge = Trace.extend({
  codeHash: z.string(),
  browserHash: z.string(),
  /** Where it was asked for, to be shown to people. */
  device: z.string(),
  createdAt: z.number(),
})

/**
 * One mail's link and code, as Redis holds them: hashes alone. An attempt, one request to sign in, has up to three
 * challenges alive, because people ask again and then open the older mail. They share its id, and the claim of any one
 * ends them all.
 */
export type Challenge = z.infer<typeof Challenge>
export type Trace = z.infer<typeof Trace>

const challengeKey = (id: string) => `sign-in:challenge:${id}`
const traceKey = (id: string) => `sign-in:trace:${id}`
// Hashed, so that the keys of Redis are no list of addresses.
const idsKey = (email: string) => `sign-in:of:${hash(email)}`

/**
 * Stores a challenge for ten minutes. `token` and `code` go into the mail, and nowhere else.
 *
 * @param about.browser the secret that the asking browser holds in its pending cookie
 * @param replaces ids of challenges of the same attempt that end now
 * @throws when Redis can't be reached.
 */
export async function storeChallenge(
  about: Pick<Challenge, 'attemptId' | 'email' | 'next' | 'device'> & { browser: string },
  replaces: string[],
): Promise<{ id: string; token: string; code: string }> {
  const { browser, ...shown } = about
  const id = randomId()
  const secret = randomSecret()
  const code = randomInt(1_000_000).toString().padStart(6, '0')
  const challenge: Challenge = {
    ...shown,
    id,
    secretHash: hash(secret),
    codeHash: keyedHashes('sign-in code', `${id}:${code}`)[0],
    browserHash: hash(browser),
    createdAt: Date.now(),
  }
  const transaction = redis()
    .multi()
    .set(challengeKey(id), JSON.stringify(challenge), { ex: inSeconds(CHALLENGE_LIFETIME) })
    .set(traceKey(id), JSON.stringify(Trace.parse(challenge)), { ex: inSeconds(TRACE_LIFETIME) })
    .sadd(idsKey(challenge.email), id)
    .expire(idsKey(challenge.email), inSeconds(TRACE_LIFETIME))
  if (replaces.length > 0) transaction.del(...replaces.map(challengeKey))
  const stored = await transaction.exec<unknown[]>()
  // Or a link would be mailed that nothing stands behind.
  if (stored[0] !== 'OK' || stored[1] !== 'OK') throw new Error('Redis has not stored the challenge')
  return { id, token: `${id}${secret}`, code }
}

export type Found =
  | { state: 'live'; challenge: Challenge }
  | { state: 'over'; reason: 'expired' | 'too-many-tries'; trace: Trace }
  | { state: 'unknown' }

/**
 * What a link's token proves: a live challenge, one that is over, or nothing (mistyped, tampered with, or long ago).
 * Spends nothing. @throws when Redis can't be reached.
 */
export async function findByToken(token: string): Promise<Found> {
  const [, id, secret] = /^([\w-]{22})([\w-]{43})$/.exec(token) ?? []
  if (!id || !secret) return { state: 'unknown' }
  const secretHash = hash(secret)
  const [live, past] = await redis().mget<unknown[]>(challengeKey(id), traceKey(id))
  const challenge = parse(Challenge, id, live)
  if (challenge && sameHash(challenge.secretHash, secretHash)) return { state: 'live', challenge }
  const trace = parse(Trace, id, past)
  if (trace && sameHash(trace.secretHash, secretHash)) {
    return { state: 'over', reason: trace.ended ?? 'expired', trace }
  }
  return { state: 'unknown' }
}

/** The live ones of these challenges. Proves nothing by itself. @throws when Redis can't be reached. */
export async function readChallenges(ids: string[]): Promise<Challenge[]> {
  if (ids.length === 0) return []
  const stored = await redis().mget<unknown[]>(...ids.map(challengeKey))
  return ids.map((id, at) => parse(Challenge, id, stored[at])).filter((challenge) => challenge !== undefined)
}

/** Ends challenges because too many wrong codes were typed, and leaves word of it. @throws when Redis can't be reached. */
export async function endChallenges(challenges: Challenge[]): Promise<void> {
  const transaction = redis().multi()
  for (const challenge of challenges) {
    const trace: Trace = { ...Trace.parse(challenge), ended: 'too-many-tries' }
    transaction.del(challengeKey(challenge.id))
    transaction.set(traceKey(challenge.id), JSON.stringify(trace), { ex: inSeconds(TRACE_LIFETIME) })
  }
  await transaction.exec()
}

/** When and where links to that address were asked for, as far as we still know. @throws when Redis can't be reached. */
export async function challengesOf(email: string): Promise<Challenge[]> {
  return readChallenges(await idsOf(email))
}

/** Forgets all links and codes of an address, and what became of them. @throws when Redis can't be reached. */
export async function forgetChallengesOf(email: string): Promise<void> {
  const ids = await idsOf(email)
  await redis().del(idsKey(email), ...ids.map(challengeKey), ...ids.map(traceKey))
}

const idsOf = async (email: string) => z.array(z.string()).parse(await redis().smembers(idsKey(email)))

/** Whether those six digits are the challenge's. Guesses are counted by the caller, before. */
export function codeMatches(challenge: Challenge, code: string): boolean {
  return keyedHashes('sign-in code', `${challenge.id}:${code}`).some((known) =>
    sameHash(known, challenge.codeHash),
  )
}

// Redis is outside: what doesn't look like the record that was asked for is none.
function parse<T extends { id: string }>(schema: z.ZodType<T>, id: string, stored: unknown): T | undefined {
  if (typeof stored !== 'string') return undefined
  try {
    const record = schema.safeParse(JSON.parse(stored))
    return record.success && record.data.id === id ? record.data : undefined
  } catch {
    return undefined
  }
}
