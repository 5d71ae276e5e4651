import 'server-only'
import { z } from 'zod'
import { attemptKey } from '@/lib/auth/attempt'
import { Count } from '@/lib/auth/limits'
import { redis } from '@/lib/platform/redis'
import { hash, keyedHashes } from '@/lib/platform/secrets'
import { days, hours } from '@/lib/platform/time'

/**
 * How many different wrong codes in how many milliseconds. They are sets of hashes, not counters:
 * one code sent twice costs one try. A right code isn't counted, but refused if a set is full.
 */
export const WRONG_CODES = {
  /** Guessing a code: 5 tries at 1 in 1,000,000 (ASVS 6.6.3). The fifth ends the attempt. */
  attempt: { max: 5, window: hours(2) },
  /** Guessing on, email by email. Pauses codes, but not links, or anyone could end those. */
  address: { max: 10, window: days(1) },
  /** Guessing on, address by address. */
  client: { max: 30, window: days(1) },
}

export type Guess = { attemptId: string; address: string; client: string; code: string; isRight: boolean }

export type Guessed =
  | { ok: true }
  /** With its last try, the attempt has ended. `isRepeat`: it was tried before, and cost nothing. */
  | { ok: false; reason: 'wrong-code'; triesLeft: number; isRepeat: boolean }
  /** It wasn't looked at. `too-many-tries`: the attempt had ended before. */
  | { ok: false; reason: 'too-many-tries' | 'codes-paused' }

// KEYS: the attempt, the set of each limit. Checks all before it counts any, and ends the attempt
// with its last try, so that guesses in parallel get no more looks than one after another. A code
// that was wrong before is wrong again, so that a call whose answer was lost gets the same one.
const GUESS = `
local attempt, guess, is_right = table.remove(KEYS, 1), table.remove(ARGV, 1), table.remove(ARGV, 1)
local tries_left = function() return tonumber(ARGV[1]) - redis.call('SCARD', KEYS[1]) end
if is_right ~= '1' and redis.call('SISMEMBER', KEYS[1], guess) == 1 then return { 0, tries_left(), 1 } end
local held = redis.call('HMGET', attempt, 'email', 'ended')
if not held[1] or held[2] then return { 1, 0, 0 } end
for i, key in ipairs(KEYS) do
  if redis.call('SCARD', key) >= tonumber(ARGV[2 * i - 1]) then return { i, 0, 0 } end
end
if is_right == '1' then return { 0, 0, 0 } end
for i, key in ipairs(KEYS) do
  if redis.call('SADD', key, guess) == 1 and redis.call('SCARD', key) == 1 then
    redis.call('PEXPIRE', key, ARGV[2 * i])
  end
end
local left = tries_left()
if left <= 0 then redis.call('HSET', attempt, 'ended', 1) end
return { 0, left, 0 }`

const Reply = z.tuple([Count, Count, Count])

/**
 * Whether that guess may be answered. Atomic across instances, and safe to send twice.
 * @param guess.address,guess.client what the limits count it for
 * @throws when Redis can't be reached or answers nonsense.
 */
export async function guess({ attemptId, code, isRight, ...by }: Guess): Promise<Guessed> {
  const kinds = [
    ['attempt', attemptId],
    ['address', by.address],
    ['client', by.client],
  ] as const
  const [tried] = keyedHashes('sign-in code', `${attemptId}:${code}`)
  const reply = await redis().eval(
    GUESS,
    [attemptKey(attemptId), ...kinds.map(([kind, id]) => keyOf(kind, id))],
    [tried, isRight ? 1 : 0, ...kinds.flatMap(([kind]) => [WRONG_CODES[kind].max, WRONG_CODES[kind].window])],
  )
  const [refusedBy, left, isRepeat] = Reply.parse(reply)
  if (refusedBy === 1) return { ok: false, reason: 'too-many-tries' }
  if (refusedBy > 1) return { ok: false, reason: 'codes-paused' }
  if (isRight) return { ok: true }
  return { ok: false, reason: 'wrong-code', triesLeft: Math.max(0, left), isRepeat: isRepeat === 1 }
}

// Hashed, so that the keys in Redis don't reveal addresses.
const keyOf = (kind: keyof typeof WRONG_CODES, id: string) => `wrong-codes:${kind}:${hash(id)}`
