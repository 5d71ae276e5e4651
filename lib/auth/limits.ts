import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { days, hours, minutes, seconds } from '@/lib/platform/time'

type Limit = { most: () => number; per: number }

/** Every limit there is: how many, in how many milliseconds, and the abuse that it stops. Never switched off. */
export const LIMITS = {
  /** Filling somebody's inbox. `byAddress`: whoever uses up an address's mails can't keep its owner's browser waiting. */
  mailsToAddress: { most: () => 5, per: hours(1) },
  /** One machine asking for a list of addresses. An office behind one address still gets in. */
  mailsFromClient: { most: () => 30, per: hours(1) },
  /** A botnet keeping everybody out: the last tenth of a day's mails is for browsers that have signed in before. */
  mailsToStrangers: { most: () => Math.ceil(0.9 * env().mail.budgetPerDay), per: days(1) },
  /** A botnet, or our own mistake, emptying the mail account. */
  mailsInTotal: { most: () => env().mail.budgetPerDay, per: days(1) },
  /** Somebody in a session that isn't theirs, filling its owner's inbox with notices and strangers' with links. */
  addressChangesOfUser: { most: () => 5, per: days(1) },
  /** Guessing the code: 5 tries at 1 in 1,000,000, then the attempt is over (ASVS 6.6.3). As long as its cookie lives. */
  codesOfAttempt: { most: () => 5, per: hours(2) },
  /** Guessing on with mail after mail. `byAddress`, right codes given back. Stops codes alone: links stay good. */
  wrongCodesForAddress: { most: () => 10, per: days(1) },
  /** A second click, or an old pending cookie sent again. Not for longer: an outage may have come before the mail. */
  nextMailOfAttempt: { most: () => 1, per: minutes(1) },
} satisfies Record<string, Limit>

/**
 * Whom a limit by address counts. A browser that has signed in with that address before is counted by itself, apart
 * from everybody else; a copy of its cookie is counted as the same browser.
 */
export const byAddress = (email: string, knownBrowser: string | undefined) =>
  knownBrowser ? `${email} ${knownBrowser}` : email

/** What one mail takes. Order matters where the address's is silent: those before it pace the asking, those after save mails. */
export function limitsOfMail(mail: {
  email: string
  client: string
  attempt: { id: string; sent: number }
  knownBrowser: string | undefined
}): Partial<Record<LimitName, string>> {
  const { email, client, attempt, knownBrowser } = mail
  return {
    nextMailOfAttempt: `${attempt.id} ${attempt.sent}`,
    // A known browser can't ask for a list of addresses: it is known to one of them.
    ...(!knownBrowser && { mailsFromClient: client }),
    mailsToAddress: byAddress(email, knownBrowser),
    ...(!knownBrowser && { mailsToStrangers: 'all' }),
    mailsInTotal: 'all',
  }
}

export type LimitName = keyof typeof LIMITS

export type Taken =
  /** `left` of the first limit that was asked for; `held` by the silent one. */
  | { ok: true; left: number; held: boolean }
  | { ok: false; limit: LimitName /** Milliseconds until it opens again. */; retryAfter: number }

/** How long an answer is kept for a call that is sent again because it was lost. Longer than lib/platform/redis.ts tries. */
const REPEATED = seconds(10)

// Checks all before it counts any: who is refused by one limit must not use up another, the total above all. Where the
// silent one holds back, it and those after it aren't counted. The last key is the call's own: sent twice, it counts once.
const TAKE = `
local call = table.remove(KEYS)
local before = redis.call('GET', call)
if before then
  local first, last = string.match(before, '(%d+) (%d+)')
  return { 0, tonumber(first), #KEYS - tonumber(last) }
end
local silent, last = tonumber(ARGV[2 * #KEYS + 1]), #KEYS
for i, key in ipairs(KEYS) do
  local count = tonumber(redis.call('GET', key) or '0')
  if count >= tonumber(ARGV[2 * i - 1]) then
    if i ~= silent then return { i, redis.call('PTTL', key), 0 } end
    last = i - 1
  end
end
local first = 0
for i = 1, last do
  local count = redis.call('INCR', KEYS[i])
  if count == 1 then redis.call('PEXPIRE', KEYS[i], ARGV[2 * i]) end
  if i == 1 then first = count end
end
redis.call('SET', call, first .. ' ' .. last, 'PX', ${REPEATED})
return { 0, first, #KEYS - last }`

// Only what that very call has counted, or a limit could be lowered.
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
 * Takes one from each of the named limits, or none where one of them is used up. One round trip, atomic across instances.
 * @param silent one that refuses nobody: where it is used up, the answer is `held`, and only those named before it count
 * @throws when Redis can't be reached or answers nonsense: whoever can't count must not go on.
 */
export async function takeFromLimits(
  wanted: Partial<Record<LimitName, string>>,
  silent?: LimitName,
): Promise<Taken> {
  const names = Object.keys(wanted) as LimitName[]
  const keys = [...names.map((name) => keyOf(name, wanted[name])), `limit:call:${randomId()}`]
  const numbers = names.flatMap((name) => [LIMITS[name].most(), LIMITS[name].per])
  const reply = await redis()
    .eval(TAKE, keys, [...numbers, silent ? names.indexOf(silent) + 1 : 0])
    .catch((outage) => {
      // It may have been counted all the same. Nobody waits for this, and who isn't heard here is only counted too often.
      redis()
        .eval(UNDO, keys, [])
        .catch(() => {})
      throw outage
    })
  const [refusedBy, number, uncounted] = Reply.parse(reply)
  const limit = names[refusedBy - 1]
  if (limit) return { ok: false, limit, retryAfter: Math.max(0, number) }
  return { ok: true, left: names[0] ? LIMITS[names[0]].most() - number : 0, held: uncounted > 0 }
}

const GIVE_BACK = `
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end
return 0`

/**
 * Gives back what was taken and turned out not to be the abuse, or where an outage of ours left nothing to show for it.
 * Where that fails, the limits are a little tighter. Never throws.
 */
export async function giveBack(taken: Partial<Record<LimitName, string>>): Promise<void> {
  const names = Object.keys(taken) as LimitName[]
  await redis()
    .eval(
      GIVE_BACK,
      names.map((name) => keyOf(name, taken[name])),
      [],
    )
    .catch((error) => log.error('limit not given back', error, { limit: names.join() }))
}

// Hashed, so that the keys of Redis are no list of addresses.
const keyOf = (name: LimitName, wanted = '') => `limit:${name}:${hash(wanted)}`
