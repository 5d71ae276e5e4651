import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { redis } from '@/lib/redis'
import { hash } from '@/lib/secrets'
import { days, hours } from '@/lib/time'

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
  /** A second click, or an old pending cookie sent again: each step of asking again is taken once. */
  nextMailOfAttempt: { most: () => 1, per: hours(2) },
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

// Checks all before it counts any: who is refused by one limit must not use up another, the total above all. Where the
// silent one holds back, it and those after it aren't counted.
const TAKE = `
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
return { 0, first, #KEYS - last }`

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
  const reply = await redis().eval(
    TAKE,
    names.map((name) => keyOf(name, wanted[name] ?? '')),
    [
      ...names.flatMap((name) => [LIMITS[name].most(), LIMITS[name].per]),
      silent ? names.indexOf(silent) + 1 : 0,
    ],
  )
  const [refusedBy, number, uncounted] = Reply.parse(reply)
  const limit = names[refusedBy - 1]
  if (limit) return { ok: false, limit, retryAfter: Math.max(0, number) }
  return { ok: true, left: names[0] ? LIMITS[names[0]].most() - number : 0, held: uncounted > 0 }
}

const GIVE_BACK = `
if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
return 0`

/** Gives one back that turned out not to be the abuse. Where that fails, the limit is a little tighter. Never throws. */
export async function giveBack(name: LimitName, key: string): Promise<void> {
  await redis()
    .eval(GIVE_BACK, [keyOf(name, key)], [])
    .catch((error) => log.error('limit not given back', error, { limit: name }))
}

// Hashed, so that the keys of Redis are no list of addresses.
const keyOf = (name: LimitName, key: string) => `limit:${name}:${hash(key)}`
