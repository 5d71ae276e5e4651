import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/platform/env'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { days, hours, seconds } from '@/lib/platform/time'

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
  knownDevice: string | undefined
}): Limits {
  const { to, client, knownDevice } = email
  return {
    // A known device can't work through a list of addresses: it is known to one of them.
    ...(!knownDevice && { emailsPerClient: client }),
    emailsPerAddress: addressKey(to, knownDevice),
    ...(!knownDevice && { emailsToUnknownDevices: 'all' }),
    emailsInTotal: 'all',
  }
}

export type LimitName = keyof typeof LIMITS
export type Limits = Partial<Record<LimitName, string>>

export type Consumed =
  /** `suppressed` if the shadow limit is exceeded. */
  { ok: true; suppressed: boolean } | LimitExceeded
export type LimitExceeded = {
  ok: false
  limit: LimitName /** Milliseconds until it opens. */
  retryAfter: number
}

/**
 * For scripts: a function that consumes one of each limit, and returns 0 and how many it counted,
 * or which one refused and for how long. It checks all before it counts any: a request that one
 * limit refuses must not use up another, the total least of all. If the shadow limit is exceeded,
 * it and those after it aren't counted.
 */
export const CONSUME = `
local function consume(keys, numbers, shadow)
  local last = #keys
  for i, key in ipairs(keys) do
    if tonumber(redis.call('GET', key) or '0') >= tonumber(numbers[2 * i - 1]) then
      if i ~= shadow then return i, redis.call('PTTL', key) end
      last = i - 1
    end
  end
  for i = 1, last do
    if redis.call('INCR', keys[i]) == 1 then redis.call('PEXPIRE', keys[i], numbers[2 * i]) end
  end
  return 0, last
end`

/** For scripts: a function that takes back the first `count` of those limits. */
export const REFUND = `
local function refund(keys, count)
  for i = 1, count do
    if tonumber(redis.call('GET', keys[i]) or '0') > 0 then redis.call('DECR', keys[i]) end
  end
end`

/** What `consume` is called with. */
export function limitArguments(limits: Limits, shadow: LimitName | undefined) {
  const names = Object.keys(limits) as LimitName[]
  return {
    keys: names.map((name) => keyOf(name, limits[name])),
    numbers: names.flatMap((name) => [LIMITS[name].max(), LIMITS[name].window]),
    shadow: shadow ? names.indexOf(shadow) + 1 : 0,
  }
}

/** What `consume` returned. */
export function toConsumed(limits: Limits, refusedBy: number, number: number): Consumed {
  const names = Object.keys(limits) as LimitName[]
  const limit = names[refusedBy - 1]
  if (limit) return { ok: false, limit, retryAfter: Math.max(0, number) }
  return { ok: true, suppressed: number < names.length }
}

/** How long an answer is kept for a call that is sent again. Longer than `redis()` tries. */
const REPLAY_WINDOW = seconds(10)

// The last key is the call's own: sent twice, it counts once.
const CONSUME_ONCE = `${CONSUME}
local call = table.remove(KEYS)
local shadow = tonumber(table.remove(ARGV))
local before = redis.call('GET', call)
if before then return { 0, tonumber(before) } end
local refused_by, number = consume(KEYS, ARGV, shadow)
if refused_by == 0 then redis.call('SET', call, number, 'PX', ${REPLAY_WINDOW}) end
return { refused_by, number }`

// Undoes only what that very call has counted: otherwise a limit could be lowered.
const UNDO = `${REFUND}
local call = table.remove(KEYS)
local before = redis.call('GET', call)
if not before then return 0 end
redis.call('DEL', call)
refund(KEYS, tonumber(before))
return 0`

/** A number from a script. Not coerced: null would count as 0, and 0 lets through. */
export const Count = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])
const Reply = z.tuple([Count, Count])

/**
 * Consumes one from each of the named limits, or none if one of them is exceeded. One round trip,
 * atomic across instances.
 *
 * @param shadow a limit that refuses no one: if it is exceeded, the answer is `suppressed`, and
 *   only the limits named before it count
 * @throws when Redis can't be reached or answers nonsense. What can't be counted isn't allowed.
 */
export async function consumeLimits(limits: Limits, shadow?: LimitName): Promise<Consumed> {
  const { keys, numbers, shadow: at } = limitArguments(limits, shadow)
  const withCall = [...keys, `limit:call:${randomId()}`]
  const reply = await redis()
    .eval(CONSUME_ONCE, withCall, [...numbers, at])
    .catch((outage) => {
      // It may have been counted anyway. If this fails too, the limit is a little tighter.
      redis()
        .eval(UNDO, withCall, [])
        .catch(() => {})
      throw outage
    })
  return toConsumed(limits, ...Reply.parse(reply))
}

// Hashed, so that the keys in Redis don't reveal addresses.
const keyOf = (name: LimitName, wanted = '') => `limit:${name}:${hash(wanted)}`
