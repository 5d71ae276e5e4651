import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { days, hours, minutes, seconds } from '@/lib/platform/time'

type Limit = { max: () => number; window: number }

/** Every limit: how many in how many milliseconds, and the abuse it stops. Never switched off. */
export const LIMITS = {
  /** Filling an inbox. `addressKey`: an attacker can't use up what the owner's browser has. */
  emailsPerAddress: { max: () => 5, window: hours(1) },
  /** One machine working through a list of addresses. An office behind one IP still gets in. */
  emailsPerClient: { max: () => 30, window: hours(1) },
  /** A botnet keeping everyone out: the last tenth of a day's emails is for known devices. */
  emailsToUnknownDevices: { max: () => Math.ceil(0.9 * env().email.budgetPerDay), window: days(1) },
  /** A botnet, or our own mistake, emptying the email account. */
  emailsInTotal: { max: () => env().email.budgetPerDay, window: days(1) },
  /** An intruder in a session, filling its owner's inbox with notices and strangers' with links. */
  emailChangesPerUser: { max: () => 5, window: days(1) },
  /** Guessing a code: 5 tries at 1 in 1,000,000 (ASVS 6.6.3). Lives as long as the cookie. */
  guessesPerAttempt: { max: () => 5, window: hours(2) },
  /** Guessing on, email by email. `addressKey`; right codes are refunded. Doesn't pause links. */
  guessesPerAddress: { max: () => 10, window: days(1) },
  /** A second click, or an old pending cookie. Short: an outage may have come before the email. */
  resendsPerAttempt: { max: () => 1, window: minutes(1) },
} satisfies Record<string, Limit>

/**
 * What a limit by address counts. A known device of that address is counted by itself, apart from
 * everyone else; a copy of its cookie counts as the same device.
 */
export const addressKey = (email: string, knownDevice: string | undefined) =>
  knownDevice ? `${email} ${knownDevice}` : email

/**
 * The limits that one email consumes. If the shadow limit is exceeded, the limits listed before it
 * are still consumed, and those after it are not.
 */
export function limitsOfEmail(email: {
  to: string
  client: string
  attempt: { id: string; sent: number }
  knownDevice: string | undefined
}): Partial<Record<LimitName, string>> {
  const { to, client, attempt, knownDevice } = email
  return {
    resendsPerAttempt: `${attempt.id} ${attempt.sent}`,
    // A known device can't work through a list of addresses: it is known to one of them.
    ...(!knownDevice && { emailsPerClient: client }),
    emailsPerAddress: addressKey(to, knownDevice),
    ...(!knownDevice && { emailsToUnknownDevices: 'all' }),
    emailsInTotal: 'all',
  }
}

export type LimitName = keyof typeof LIMITS

export type Consumed =
  /** `left` of the first limit that was named; `suppressed` if the shadow limit is exceeded. */
  | { ok: true; left: number; suppressed: boolean }
  | { ok: false; limit: LimitName /** Milliseconds until it opens again. */; retryAfter: number }

/** How long an answer is kept for a call that is sent again. Longer than `redis()` tries. */
const REPLAY_WINDOW = seconds(10)

// Checks all limits before it counts any: a request that one limit refuses must not use up another,
// the total least of all. If the shadow limit is exceeded, it and those after it aren't counted.
// The last key is the call's own: sent twice, it counts once.
const CONSUME = `
local call = table.remove(KEYS)
local before = redis.call('GET', call)
if before then
  local first, last = string.match(before, '(%d+) (%d+)')
  return { 0, tonumber(first), #KEYS - tonumber(last) }
end
local shadow, last = tonumber(ARGV[2 * #KEYS + 1]), #KEYS
for i, key in ipairs(KEYS) do
  local count = tonumber(redis.call('GET', key) or '0')
  if count >= tonumber(ARGV[2 * i - 1]) then
    if i ~= shadow then return { i, redis.call('PTTL', key), 0 } end
    last = i - 1
  end
end
local first = 0
for i = 1, last do
  local count = redis.call('INCR', KEYS[i])
  if count == 1 then redis.call('PEXPIRE', KEYS[i], ARGV[2 * i]) end
  if i == 1 then first = count end
end
redis.call('SET', call, first .. ' ' .. last, 'PX', ${REPLAY_WINDOW})
return { 0, first, #KEYS - last }`

// Undoes only what that very call has counted: otherwise a limit could be lowered.
const UNDO = `
local call = table.remove(KEYS)
local before = redis.call('GET', call)
if not before then return 0 end
redis.call('DEL', call)
for i = 1, tonumber(string.match(before, ' (%d+)')) do redis.call('DECR', KEYS[i]) end
return 0`

// Not coerced: null would count as 0, and 0 lets through.
const Count = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])
const Reply = z.tuple([Count, Count, Count])

/**
 * Consumes one from each of the named limits, or none if one of them is exceeded. One round trip,
 * atomic across instances.
 *
 * @param shadow a limit that refuses no one: if it is exceeded, the answer is `suppressed`, and
 *   only the limits named before it count
 * @throws when Redis can't be reached or answers nonsense. What can't be counted isn't allowed.
 */
export async function consumeLimits(
  wanted: Partial<Record<LimitName, string>>,
  shadow?: LimitName,
): Promise<Consumed> {
  const names = Object.keys(wanted) as LimitName[]
  const keys = [...names.map((name) => keyOf(name, wanted[name])), `limit:call:${randomId()}`]
  const numbers = names.flatMap((name) => [LIMITS[name].max(), LIMITS[name].window])
  const reply = await redis()
    .eval(CONSUME, keys, [...numbers, shadow ? names.indexOf(shadow) + 1 : 0])
    .catch((outage) => {
      // It may have been counted anyway. If this fails too, the limit is a little tighter.
      redis()
        .eval(UNDO, keys, [])
        .catch(() => {})
      throw outage
    })
  const [refusedBy, number, uncounted] = Reply.parse(reply)
  const limit = names[refusedBy - 1]
  if (limit) return { ok: false, limit, retryAfter: Math.max(0, number) }
  return { ok: true, left: names[0] ? LIMITS[names[0]].max() - number : 0, suppressed: uncounted > 0 }
}

const REFUND = `
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end
return 0`

/**
 * Refunds what turned out not to be abuse, or what an outage on our side wasted. If that fails, the
 * limits are a little tighter. Never throws.
 */
export async function refundLimits(consumed: Partial<Record<LimitName, string>>): Promise<void> {
  const names = Object.keys(consumed) as LimitName[]
  await redis()
    .eval(
      REFUND,
      names.map((name) => keyOf(name, consumed[name])),
      [],
    )
    .catch((error) => log.error('limit.refund_failed', error, { limit: names.join() }))
}

// Hashed, so that the keys in Redis don't reveal addresses.
const keyOf = (name: LimitName, wanted = '') => `limit:${name}:${hash(wanted)}`
