import 'server-only'
import { z } from 'zod'
import { attemptKey } from '@/lib/auth/attempt'
import { Count } from '@/lib/auth/limit-scripts'
import { clientInLog } from '@/lib/auth/limits'
import { mailboxOf } from '@/lib/auth/mailbox'
import { HAS_STANDING, type Standing, standingArguments } from '@/lib/auth/standing'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
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
  /** Guessing on, address by address. */
  client: { max: 30, window: days(1) },
  /** Guessing on, email by email. Pauses codes, but not links, or anyone could end those. */
  address: { max: 10, window: days(1) },
  /** The same by a known device with standing, apart from everyone else. */
  device: { max: 10, window: days(1) },
  /** The same by all known devices of an address: a mailbox makes as many as it gets emails. */
  addressKnown: { max: 20, window: days(1) },
}

/**
 * Refuses no one: with more wrong codes than this in an hour, over all addresses and clients, the
 * log says that someone is guessing, and 10,000 of them are a chance of 1 in 100. People mistype a
 * few in a hundred.
 */
export const GUESSING_ALARM = {
  above: () => Math.max(100, Math.ceil(env().email.budgetPerDay / 100)),
  window: hours(1),
}

export type Guess = {
  attemptId: string
  email: string
  client: string
  /** The device's, for that address. */
  standing: Standing | undefined
  code: string
  isRight: boolean
}

export type Guessed =
  | { ok: true }
  /** With its last try, the attempt has ended. `isRepeat`: it was tried before, and cost nothing. */
  | { ok: false; reason: 'wrong-code'; triesLeft: number; isRepeat: boolean }
  /** It wasn't looked at. `too-many-tries`: the attempt had ended before. */
  | { ok: false; reason: 'too-many-tries' | 'codes-paused' }

// KEYS: the attempt, the total and its alarm, where the standing may have ended, the set of each
// limit. Checks all before it counts any, and ends the attempt with its last try, so that guesses in
// parallel get no more looks than one after another. A code that was wrong before is wrong again, so
// that a call whose answer was lost gets the same one.
const GUESS = `${HAS_STANDING}
local guess, is_right, standing_keys, since, device, above, window = unpack(take(ARGV, 7))
local attempt, total, alarm = unpack(take(KEYS, 3))
local forgotten = take(KEYS, standing_keys)
local tries_left = function() return tonumber(ARGV[1]) - redis.call('SCARD', KEYS[1]) end
if is_right ~= '1' and redis.call('SISMEMBER', KEYS[1], guess) == 1 then return { 0, tries_left(), 1, 0 } end
local held = redis.call('HMGET', attempt, 'email', 'ended')
if not held[1] or held[2] then return { 1, 0, 0, 0 } end
local sets = has_standing(forgotten, since, device) and { 1, 2, 4, 5 } or { 1, 2, 3 }
for _, i in ipairs(sets) do
  if redis.call('SCARD', KEYS[i]) >= tonumber(ARGV[2 * i - 1]) then return { i, 0, 0, 0 } end
end
if is_right == '1' then return { 0, 0, 0, 0 } end
for _, i in ipairs(sets) do
  if redis.call('SADD', KEYS[i], guess) == 1 and redis.call('SCARD', KEYS[i]) == 1 then
    redis.call('PEXPIRE', KEYS[i], ARGV[2 * i])
  end
end
local sum = redis.call('INCR', total)
if sum == 1 then redis.call('PEXPIRE', total, window) end
local is_first = sum > tonumber(above) and redis.call('SET', alarm, 1, 'NX', 'PX', window)
local left = tries_left()
if left <= 0 then redis.call('HSET', attempt, 'ended', 1) end
return { 0, left, 0, is_first and 1 or 0 }`

const Reply = z.tuple([Count, Count, Count, Count])

/**
 * Whether that guess may be answered. Atomic across instances, and safe to send twice.
 * @throws when Redis can't be reached or answers nonsense.
 */
export async function guess({ attemptId, code, isRight, ...by }: Guess): Promise<Guessed> {
  const { keys, values } = standingArguments(by.standing)
  const sets = setsOf(attemptId, by)
  const [tried] = keyedHashes('sign-in code', `${attemptId}:${code}`)
  const reply = await redis().eval(
    GUESS,
    [attemptKey(attemptId), TOTAL, ALARM, ...keys, ...sets.map(([kind, of]) => wrongCodesKey(kind, of))],
    [
      ...[tried, isRight ? 1 : 0, keys.length, ...values, GUESSING_ALARM.above(), GUESSING_ALARM.window],
      ...sets.flatMap(([kind]) => [WRONG_CODES[kind].max, WRONG_CODES[kind].window]),
    ],
  )
  const [refusedBy, left, isRepeat, isAlarm] = Reply.parse(reply)
  if (isAlarm) log.error('code.guessing', undefined, { moreThan: GUESSING_ALARM.above() })
  if (refusedBy === 1) return { ok: false, reason: 'too-many-tries' }
  if (refusedBy > 1) {
    const limit = `wrong-codes:${sets[refusedBy - 1]?.[0]}`
    log.warn('limit.exceeded', { limit, client: clientInLog(by.client) })
    return { ok: false, reason: 'codes-paused' }
  }
  if (isRight) return { ok: true }
  return { ok: false, reason: 'wrong-code', triesLeft: Math.max(0, left), isRepeat: isRepeat === 1 }
}

const TOTAL = 'wrong-codes:total'
const ALARM = 'wrong-codes:alarm'

/** In the order that the script expects. */
function setsOf(
  attemptId: string,
  { email, client, standing }: Pick<Guess, 'email' | 'client' | 'standing'>,
) {
  const mailbox = mailboxOf(email)
  const unknown = [
    ['attempt', attemptId],
    ['client', client],
    ['address', mailbox],
  ] as const
  if (!standing) return unknown
  return [...unknown, ['device', `${mailbox} ${standing.deviceId}`], ['addressKnown', mailbox]] as const
}

/** Keyed like the limits' keys, see `limitKey`. Attempts' ids are random. */
export const wrongCodesKey = (kind: keyof typeof WRONG_CODES, of: string) =>
  `wrong-codes:${kind}:${kind === 'attempt' ? hash(of) : keyedHashes('limit', of)[0]}`
