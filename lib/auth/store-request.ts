import 'server-only'
import { z } from 'zod'
import { ATTEMPT_LIFETIME, attemptKey, CODE_LIFETIME, SEND_DEADLINE } from '@/lib/auth/attempt'
import { COOLDOWNS, MOST_EMAILS } from '@/lib/auth/cooldown'
import { CONSUME, Count, REFUND } from '@/lib/auth/limit-scripts'
import { type LimitExceeded, type Limits, limitArguments, toConsumed } from '@/lib/auth/limits'
import { PROOF_LIFETIME, type Proof, proofKey } from '@/lib/auth/proof'
import { HAS_STANDING, type Standing, standingArguments } from '@/lib/auth/standing'
import { SURGE, SURGE_KEY, surgeArguments, tellSurge } from '@/lib/auth/surge'
import { redis } from '@/lib/platform/redis'
import { randomId, timedId } from '@/lib/platform/secrets'

/** A request for a link, before it is known whether it continues an attempt. */
export type NewRequest = {
  email: string
  bindingHash: string
  /** What the browser's pending cookie names. It continues that attempt if it is the same address. */
  attemptId: string | undefined
  next: string
  /** Of this link. Left out: as for the attempt's last one, or true. */
  remember: boolean | undefined
  reauthenticates: boolean
  link: { secretHash: string; codeHash: string; device: string; language: string }
  limits: Limits
  /** A known device consumes these instead, if its standing is left. */
  known?: { standing: Standing; limits: Limits }
  /** What an unknown device shows during a surge. */
  proof?: Proof
}

export type StoredRequest =
  /**
   * `n`: of the new link. `isKnown`: by a device that has standing. `undo` takes it all back, limits
   * included, and never throws.
   */
  | { ok: true; attemptId: string; n: number; suppressed: boolean; isKnown: boolean; undo(): Promise<void> }
  | { ok: false; attemptId: string; reason: 'too-early' /** Milliseconds. */; retryAfter: number }
  /** During a surge: nothing was stored or counted. */
  | { ok: false; reason: 'proof-required' }
  | ({ reason: 'too-many' } & LimitExceeded)

// KEYS: the attempt that the browser named, a new one, the surge, the proof, where its standing may
// have ended, the limits.
const STORE = `${CONSUME}${REFUND}${HAS_STANDING}${SURGE}
local call, now, standing_keys, since, device_hash, unknown = unpack(take(ARGV, 6))
local email, binding, next, remember, reauthenticates = unpack(take(ARGV, 5))
local secret, code, device, language = unpack(take(ARGV, 4))
local proof, hour, times, fewest, waiters = unpack(take(ARGV, 5))
local waits, numbers = take(ARGV, ${COOLDOWNS.length}), ARGV
local named, new = table.remove(KEYS, 1), table.remove(KEYS, 1)
local surge_key, spent = table.remove(KEYS, 1), table.remove(KEYS, 1)
local is_known = has_standing(take(KEYS, standing_keys), since, device_hash)
local known = is_known and 1 or 0

-- Sent again because its answer was lost, a call finds its own name in the record and counts once.
for _, key in ipairs({ named, new }) do
  local before = redis.call('HMGET', key, 'call', 'sent', 'suppressed')
  if before[1] == call then
    return { 0, key == named and 1 or 0, tonumber(before[2]), tonumber(before[3]), 0, known }
  end
end

local key, sent = new, 0
local held = redis.call('HMGET', named, 'email', 'bindingHash', 'ended', 'redeemed', 'sent')
local is_same = held[1] == email and held[2] == binding
if is_same and not held[3] and not held[4] and tonumber(held[5]) < ${MOST_EMAILS} then
  key, sent = named, tonumber(held[5])
end
local is_named = key == named and 1 or 0

local wish = { 'next', next, 'reauthenticates', reauthenticates }
if remember == '' then
  remember = sent > 0 and redis.call('HGET', key, 'remember:' .. sent) or '1'
end
if sent > 0 then
  -- No one waits because of an email that was lost, or whose code no longer works.
  local last = redis.call('HMGET', key, 'waitUntil', 'createdAt:' .. sent, 'accepted:' .. sent)
  local works_until = tonumber(last[2]) + (last[3] and ${CODE_LIFETIME} or ${SEND_DEADLINE})
  local early = math.min(tonumber(last[1]), works_until) - tonumber(now)
  if early > 0 then
    redis.call('HSET', key, unpack(wish))
    -- This request's email is the last one's: unticked now, that keeps no one signed in either.
    if remember == '0' then redis.call('HSET', key, 'remember:' .. sent, '0') end
    return { -1, is_named, early, 0, 0, known }
  end
end

local first, last = 1, tonumber(unknown)
if is_known then first, last = last + 1, #numbers / 3 end
local refused_by, number, counted, alarm = consume(KEYS, numbers, first, last)
if refused_by > 0 then return { refused_by, 0, number, 0, 0, known } end

-- The next email of an attempt goes to the same address, and a visitor who is signed in is known.
if not is_known and sent == 0 and reauthenticates ~= '1' then
  local is_surge, count, usual = surge(surge_key, hour, times, fewest)
  local waited = false
  if is_surge then
    waited = proof == 'wait'
    if proof == '' or redis.call('EXISTS', spent) == 1
      or (waited and not may_wait(surge_key, hour, waiters)) then
      refund(KEYS, counted)
      local is_news = redis.call('HSET', surge_key, 'told:' .. hour, 1)
      return { -2, is_news, count, usual, alarm, known }
    end
    redis.call('SET', spent, 1, 'PX', ${PROOF_LIFETIME})
  end
  if number == 0 then count_unknown(surge_key, hour, waited) end
end
local n = sent + 1
redis.call('HSET', key, 'key', key, 'email', email, 'bindingHash', binding, 'call', call,
  'counted', counted, 'suppressed', number, 'sent', n, 'secretHash:' .. n, secret, 'codeHash:' .. n, code,
  'device:' .. n, device, 'language:' .. n, language, 'remember:' .. n, remember, 'createdAt:' .. n, now,
  'waitUntil', waits[n] or waits[#waits], unpack(wish))
redis.call('PEXPIRE', key, ${ATTEMPT_LIFETIME})
return { 0, is_named, n, number, alarm, known }`

// Only what that very call has stored and counted.
const UNDO = `${REFUND}
local call, now, standing_keys = unpack(ARGV)
local named, new = table.remove(KEYS, 1), table.remove(KEYS, 1)
for _ = 1, 2 + tonumber(standing_keys) do table.remove(KEYS, 1) end
for _, key in ipairs({ named, new }) do
  local held = redis.call('HMGET', key, 'call', 'counted', 'sent')
  if held[1] == call then
    redis.call('HSET', key, 'call', '', 'waitUntil', now, 'failed:' .. held[3], now)
    refund(KEYS, held[2])
  end
end
return 0`

const Reply = z.tuple([Count, Count, Count, Count, Count, Count])

/**
 * Checks and counts the limits, and stores the link in a new attempt or in the one that the browser
 * continues: all or nothing, in one round trip, atomic across instances.
 *
 * @throws when Redis can't be reached or answers nonsense. Nothing is stored or counted then.
 */
export async function storeRequest(request: NewRequest): Promise<StoredRequest> {
  const { email, bindingHash, next, remember, reauthenticates, link, limits, known, proof } = request
  const newId = timedId()
  const namedId = request.attemptId ?? newId
  const several = [limits, known?.limits ?? {}]
  const { keys, numbers } = limitArguments(...several)
  const standing = standingArguments(known?.standing)
  const all = [
    attemptKey(namedId),
    attemptKey(newId),
    SURGE_KEY,
    proofKey(proof?.id ?? ''),
    ...standing.keys,
    ...keys,
  ]
  const [call, now] = [randomId(), Date.now()]
  const of = [call, now, standing.keys.length]
  const undo = async () => {
    // If this fails too, the limits are a little tighter.
    await redis()
      .eval(UNDO, all, of)
      .catch(() => {})
  }
  const reply = await redis()
    .eval(STORE, all, [
      ...[...of, ...standing.values, Object.keys(limits).length],
      ...[email, bindingHash, next, toFlag(remember), toFlag(reauthenticates)],
      ...[link.secretHash, link.codeHash, link.device, link.language],
      ...[proof?.kind ?? '', ...surgeArguments(now)],
      ...COOLDOWNS.map((cooldown) => now + cooldown),
      ...numbers,
    ])
    .catch(async (outage) => {
      // It may have been carried out anyway.
      undo()
      throw outage
    })
  const [answer, isNamed, number, suppressed, alarm, isKnown] = Reply.parse(reply)
  const attemptId = isNamed ? namedId : newId
  if (answer === -2) {
    toConsumed(several, 0, 0, alarm)
    if (isNamed) tellSurge(number, suppressed)
    return { ok: false, reason: 'proof-required' }
  }
  if (answer < 0) return { ok: false, reason: 'too-early', attemptId, retryAfter: number }
  const consumed = toConsumed(several, answer, answer > 0 ? number : suppressed, alarm)
  if (!consumed.ok) return { ...consumed, reason: 'too-many' }
  // Otherwise we'd email a dead link.
  if (number < 1) throw new Error('Redis has not stored the link')
  return { ok: true, attemptId, n: number, suppressed: consumed.suppressed, isKnown: isKnown === 1, undo }
}

const toFlag = (yes: boolean | undefined) => (yes === undefined ? '' : yes ? '1' : '0')

const NOTE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1`

/** Adds fields to an attempt that is still remembered. @throws when Redis can't be reached. */
export async function noteAttempt(id: string, fields: Record<string, string | number>): Promise<void> {
  await redis().eval(NOTE, [attemptKey(id)], Object.entries(fields).flat())
}
