import 'server-only'
import { z } from 'zod'
import { ATTEMPT_LIFETIME, attemptKey, LINK_LIFETIME, SEND_DEADLINE } from '@/lib/auth/attempt'
import { COOLDOWNS, MOST_EMAILS } from '@/lib/auth/cooldown'
import {
  CONSUME,
  Count,
  type LimitExceeded,
  type LimitName,
  type Limits,
  limitArguments,
  REFUND,
  toConsumed,
} from '@/lib/auth/limits'
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
  link: { secretHash: string; codeHash: string; device: string }
  limits: Limits
  /** See `consumeLimits`. */
  shadow: LimitName | undefined
}

export type StoredRequest =
  /** `n`: of the new link. `undo` takes it all back, limits included, and never throws. */
  | { ok: true; attemptId: string; n: number; suppressed: boolean; undo(): Promise<void> }
  | { ok: false; attemptId: string; reason: 'too-early' /** Milliseconds. */; retryAfter: number }
  | ({ reason: 'too-many' } & LimitExceeded)

// KEYS: the attempt that the browser named, a new one, the limits.
const STORE = `${CONSUME}
local call, now, email, binding, next, remember, reauthenticates, shadow = unpack(ARGV, 1, 8)
local secret, code, device = unpack(ARGV, 9, 11)
local waits, numbers = { unpack(ARGV, 12, ${11 + COOLDOWNS.length}) }, { unpack(ARGV, ${12 + COOLDOWNS.length}) }
local named, new = table.remove(KEYS, 1), table.remove(KEYS, 1)

-- Sent again because its answer was lost, a call finds its own name in the record and counts once.
for _, key in ipairs({ named, new }) do
  local before = redis.call('HMGET', key, 'call', 'sent', 'counted')
  if before[1] == call then
    return { 0, key == named and 1 or 0, tonumber(before[2]), tonumber(before[3]) }
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
  -- No one waits because of an email that was lost, or no longer works.
  local last = redis.call('HMGET', key, 'waitUntil', 'createdAt:' .. sent, 'accepted:' .. sent)
  local works_until = tonumber(last[2]) + (last[3] and ${LINK_LIFETIME} or ${SEND_DEADLINE})
  local early = math.min(tonumber(last[1]), works_until) - tonumber(now)
  if early > 0 then
    redis.call('HSET', key, unpack(wish))
    -- This request's email is the last one's: unticked now, that keeps no one signed in either.
    if remember == '0' then redis.call('HSET', key, 'remember:' .. sent, '0') end
    return { -1, is_named, early, 0 }
  end
end

local refused_by, number = consume(KEYS, numbers, tonumber(shadow))
if refused_by > 0 then return { refused_by, 0, number, 0 } end
local n = sent + 1
redis.call('HSET', key, 'key', key, 'email', email, 'bindingHash', binding, 'call', call,
  'counted', number, 'sent', n, 'secretHash:' .. n, secret, 'codeHash:' .. n, code,
  'device:' .. n, device, 'remember:' .. n, remember, 'createdAt:' .. n, now, 'waitUntil', waits[n] or waits[#waits], unpack(wish))
redis.call('PEXPIRE', key, ${ATTEMPT_LIFETIME})
return { 0, is_named, n, number }`

// Only what that very call has stored and counted.
const UNDO = `${REFUND}
local call, now = unpack(ARGV)
local named, new = table.remove(KEYS, 1), table.remove(KEYS, 1)
for _, key in ipairs({ named, new }) do
  local held = redis.call('HMGET', key, 'call', 'counted', 'sent')
  if held[1] == call then
    redis.call('HSET', key, 'call', '', 'waitUntil', now, 'failed:' .. held[3], 1)
    refund(KEYS, tonumber(held[2]))
  end
end
return 0`

const Reply = z.tuple([Count, Count, Count, Count])

/**
 * Checks and counts the limits, and stores the link in a new attempt or in the one that the browser
 * continues: all or nothing, in one round trip, atomic across instances.
 *
 * @throws when Redis can't be reached or answers nonsense. Nothing is stored or counted then.
 */
export async function storeRequest(request: NewRequest): Promise<StoredRequest> {
  const { email, bindingHash, next, remember, reauthenticates, link, limits } = request
  const newId = timedId()
  const namedId = request.attemptId ?? newId
  const { keys, numbers, shadow } = limitArguments(limits, request.shadow)
  const all = [attemptKey(namedId), attemptKey(newId), ...keys]
  const [call, now] = [randomId(), Date.now()]
  const undo = async () => {
    // If this fails too, the limits are a little tighter.
    await redis()
      .eval(UNDO, all, [call, now])
      .catch(() => {})
  }
  const reply = await redis()
    .eval(STORE, all, [
      ...[call, now, email, bindingHash, next, toFlag(remember), toFlag(reauthenticates), shadow],
      ...[link.secretHash, link.codeHash, link.device],
      ...COOLDOWNS.map((cooldown) => now + cooldown),
      ...numbers,
    ])
    .catch(async (outage) => {
      // It may have been carried out anyway.
      undo()
      throw outage
    })
  const [answer, isNamed, number, counted] = Reply.parse(reply)
  const attemptId = isNamed ? namedId : newId
  if (answer < 0) return { ok: false, reason: 'too-early', attemptId, retryAfter: number }
  const consumed = toConsumed(limits, answer, answer > 0 ? number : counted)
  if (!consumed.ok) return { ...consumed, reason: 'too-many' }
  // Otherwise we'd email a dead link.
  if (number < 1) throw new Error('Redis has not stored the link')
  return { ok: true, attemptId, n: number, suppressed: consumed.suppressed, undo }
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
