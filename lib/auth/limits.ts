import 'server-only'
import { z } from 'zod'
import { CONSUME, Count, REFUND } from '@/lib/auth/limit-scripts'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { keyedHashes, randomId } from '@/lib/platform/secrets'
import { days, hours, seconds } from '@/lib/platform/time'

type Limit = {
  max: () => number
  window: number
  /**
   * `shadow`: refuses no one, but what is over it is suppressed. `suppressed`: counts only that.
   * `budget`: the log tells when four fifths are used up, and when all of it is.
   */
  kind?: 'shadow' | 'suppressed' | 'budget'
}

/**
 * Every limit: how many in how many milliseconds, and the abuse it stops. Never switched off.
 * "Address" is the mailbox (see `mailboxOf`), and "known" a device with standing (see `standingOf`).
 */
export const LIMITS = {
  /** One machine working through a list of addresses. An office behind one IP still gets in. */
  emailsPerClient: { max: () => 30, window: hours(1) },
  /** The same machine with an IPv6 /48, which is 65,536 clients and costs nothing. */
  emailsPerNetwork: { max: () => 120, window: hours(1) },
  /** Requests over an address's shadow limits. They are stored like any other, and cost no email. */
  suppressedPerAddress: { max: () => 60, window: hours(1), kind: 'suppressed' },
  /** Filling an inbox. */
  emailsPerAddress: { max: () => 5, window: hours(1), kind: 'shadow' },
  /** Filling it day and night, until its owner reports us as spam. */
  emailsPerAddressPerDay: { max: () => 20, window: days(1), kind: 'shadow' },
  /** A botnet keeping everyone out: the last tenth of a day's emails is for known devices. */
  emailsToUnknownDevices: { max: () => Math.ceil(0.9 * env().email.budgetPerDay), window: days(1) },
  /** A botnet, or our own mistake, emptying the email account. */
  emailsInTotal: { max: () => env().email.budgetPerDay, window: days(1), kind: 'budget' },

  /** A stolen device cookie. Apart from everyone else, or anyone could use up what the owner has. */
  emailsPerDevice: { max: () => 5, window: hours(1) },
  /** One mailbox that opens each email in a new browser, and so makes known devices of its own. */
  emailsPerAddressKnown: { max: () => 10, window: hours(1) },
  emailsPerAddressKnownPerDay: { max: () => 30, window: days(1) },
  /** The same with many mailboxes. An office's known devices don't wait for its strangers. */
  emailsPerClientKnown: { max: () => 60, window: hours(1) },
  emailsPerNetworkKnown: { max: () => 240, window: hours(1) },
  /** A mailbox that reports each of our emails as spam, and an owner who lifts that each time. */
  suppressionsLiftedPerAddress: { max: () => 1, window: days(7) },

  /** An intruder in a session, filling its owner's inbox with notices and strangers' with links. */
  emailChangesPerUser: { max: () => 5, window: days(1) },
} satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS
/** Which limits, and for whom or what each of them counts. */
export type Limits = Partial<Record<LimitName, string>>

export type Consumed =
  /** `suppressed` if a shadow limit is exceeded. */
  { ok: true; suppressed: boolean } | LimitExceeded
export type LimitExceeded = {
  ok: false
  limit: LimitName /** Milliseconds until it opens. */
  retryAfter: number
}

/**
 * Keyed, so that the keys in Redis don't reveal addresses, not even to those who guess them. After a
 * rotation of secrets, everything is counted from zero.
 */
export const limitKey = (name: LimitName, of: string) => `limit:${name}:${keyedHashes('limit', of)[0]}`

/** A client for the log: tells whether it is always the same one. Its keys in Redis have it, too. */
export const clientInLog = (client: string) => keyedHashes('limit', client)[0].slice(0, 8)

const ALARMS = ['budget.low', 'budget.exhausted']

/** What `consume` is called with, for all of these limits in their order. */
export function limitArguments(...several: Limits[]) {
  const names = namesOf(several)
  const keys = several.flatMap((limits) =>
    (Object.keys(limits) as LimitName[]).map((name) => limitKey(name, limits[name] ?? '')),
  )
  const numbers = names.flatMap((name) => {
    const { max, window, kind }: Limit = LIMITS[name]
    return [max(), window, kind ?? '']
  })
  return { keys: [...keys, ...ALARMS.map((event) => `limit:alarm:${event}`)], numbers }
}

/** What `consume` returned for them. Tells an operator of the budget. */
export function toConsumed(several: Limits[], refusedBy: number, number: number, alarm: number): Consumed {
  const event = ALARMS[alarm - 1]
  if (event) log.error(event, undefined, { perDay: LIMITS.emailsInTotal.max() })
  const limit = namesOf(several)[refusedBy - 1]
  if (limit) return { ok: false, limit, retryAfter: Math.max(0, number) }
  if (refusedBy !== 0) throw new Error('Redis has refused by a limit that we don’t have')
  return { ok: true, suppressed: number > 0 }
}

const namesOf = (several: Limits[]) => several.flatMap((limits) => Object.keys(limits) as LimitName[])

/** How long an answer is kept for a call that is sent again. Longer than `redis()` tries. */
const REPLAY_WINDOW = seconds(10)

// The last key is the call's own: sent twice, it counts once.
const CONSUME_ONCE = `${CONSUME}
local call = table.remove(KEYS)
local suppressed, before = string.match(redis.call('GET', call) or '', '^(%d);(.*)$')
if before then return { 0, tonumber(suppressed), 0 } end
local refused_by, number, counted, alarm = consume(KEYS, ARGV, 1, #ARGV / 3)
if refused_by == 0 then redis.call('SET', call, number .. ';' .. counted, 'PX', ${REPLAY_WINDOW}) end
return { refused_by, number, alarm }`

// Undoes only what that very call has counted: otherwise a limit could be lowered.
const UNDO = `${REFUND}
local call = table.remove(KEYS)
local counted = string.match(redis.call('GET', call) or '', ';(.*)$')
if not counted then return 0 end
redis.call('DEL', call)
refund(KEYS, counted)
return 0`

const Reply = z.tuple([Count, Count, Count])

/**
 * Consumes one from each of the named limits, or none if one of them is exceeded. One round trip,
 * atomic across instances. Over a shadow limit, the answer is `suppressed`, and only the limits
 * listed before it count, which is why their order matters.
 *
 * @param several one limit may be in several of them, and is consumed as often
 * @throws when Redis can't be reached or answers nonsense. What can't be counted isn't allowed.
 */
export async function consumeLimits(...several: Limits[]): Promise<Consumed> {
  const { keys, numbers } = limitArguments(...several)
  const withCall = [...keys, `limit:call:${randomId()}`]
  const reply = await redis()
    .eval(CONSUME_ONCE, withCall, numbers)
    .catch((outage) => {
      // It may have been counted anyway. If this fails too, the limit is a little tighter.
      redis()
        .eval(UNDO, withCall, [])
        .catch(() => {})
      throw outage
    })
  return toConsumed(several, ...Reply.parse(reply))
}
