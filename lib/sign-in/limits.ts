import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/env'
import { redis } from '@/lib/redis'
import { hash, randomId } from '@/lib/secrets'
import { CHALLENGE_LIFETIME } from '@/lib/sign-in/challenge'
import { days, hours, minutes, seconds } from '@/lib/time'

type Limit = { most: () => number; per: number }

/** Every limit there is: how many, in how many milliseconds, and the abuse that it stops. Never switched off. */
export const LIMITS = {
  /** Filling somebody's inbox. Per canonical address. */
  mailsToAddress: { most: () => 5, per: hours(1) },
  /** One machine asking for a list of addresses. An office behind one address still gets in. */
  mailsFromClient: { most: () => 30, per: hours(1) },
  /** A botnet, or our own mistake, emptying the mail account. */
  mailsInTotal: { most: () => env().mail.budgetPerDay, per: days(1) },
  /** Guessing the code: 5 tries at 1 in 1,000,000, then the attempt is over (ASVS 6.6.3). */
  codesOfAttempt: { most: () => 5, per: CHALLENGE_LIFETIME },
  /** A second click, or an old pending cookie sent again. Not for longer: an outage may have come before the mail. */
  nextMailOfAttempt: { most: () => 1, per: minutes(1) },
} satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

export type Taken =
  | { ok: true /** Left of the first limit asked for. */; left: number }
  | { ok: false; limit: LimitName /** Milliseconds until it opens again. */; retryAfter: number }

/** How long an answer is kept for a call that is sent again because it was lost. Longer than lib/redis.ts tries. */
const REPEATED = seconds(10)

// Checks all before it counts any: who is refused by one limit must not use up another, the total above all. The last key
// is the call's own: sent twice, it counts once.
const TAKE = `
local call = table.remove(KEYS)
local before = redis.call('GET', call)
if before then return { 0, tonumber(before) } end
for i, key in ipairs(KEYS) do
  local count = tonumber(redis.call('GET', key) or '0')
  if count >= tonumber(ARGV[2 * i - 1]) then return { i, redis.call('PTTL', key) } end
end
local first = 0
for i, key in ipairs(KEYS) do
  local count = redis.call('INCR', key)
  if count == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
  if i == 1 then first = count end
end
redis.call('SET', call, first, 'PX', ${REPEATED})
return { 0, first }`

// Only what that very call has counted, or a limit could be lowered.
const UNDO = `
if redis.call('DEL', table.remove(KEYS)) == 0 then return end
for _, key in ipairs(KEYS) do redis.call('DECR', key) end`

const Reply = z.tuple([z.coerce.number().int(), z.coerce.number().int()])

/**
 * Takes one from each of the named limits, or none where one of them is used up. One round trip, atomic across instances.
 * @throws when Redis can't be reached or answers nonsense: whoever can't count must not go on.
 */
export async function takeFromLimits(wanted: Partial<Record<LimitName, string>>): Promise<Taken> {
  const names = Object.keys(wanted) as LimitName[]
  const keys = [...names.map((name) => keyOf(name, wanted[name])), `limit:call:${randomId()}`]
  const numbers = names.flatMap((name) => [LIMITS[name].most(), LIMITS[name].per])
  const reply = await redis()
    .eval(TAKE, keys, numbers)
    .catch((outage) => {
      // It may have been counted all the same. Nobody waits for this, and who isn't heard here is only counted too often.
      redis()
        .eval(UNDO, keys, [])
        .catch(() => {})
      throw outage
    })
  const [refusedBy, number] = Reply.parse(reply)
  const limit = names[refusedBy - 1]
  if (limit) return { ok: false, limit, retryAfter: Math.max(0, number) }
  return { ok: true, left: names[0] ? LIMITS[names[0]].most() - number : 0 }
}

const GIVE_BACK = `
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end`

/** Gives back what was taken, where an outage of ours left nothing to show for it. @throws when Redis can't be reached. */
export async function giveBack(wanted: Partial<Record<LimitName, string>>): Promise<void> {
  const names = Object.keys(wanted) as LimitName[]
  await redis().eval(
    GIVE_BACK,
    names.map((name) => keyOf(name, wanted[name])),
    [],
  )
}

// Hashed, so that the keys of Redis are no list of addresses.
const keyOf = (name: LimitName, wanted = '') => `limit:${name}:${hash(wanted)}`
