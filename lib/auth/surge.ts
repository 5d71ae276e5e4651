import 'server-only'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { hours } from '@/lib/platform/time'

/**
 * A surge: in this hour, unknown devices have been sent more than three times as many emails as in
 * an average hour of the last day, and more than a fiftieth of the day's budget. Then each new
 * attempt of an unknown device requires a proof (see proof.ts).
 */
const TIMES_USUAL = 3
const fewest = () => Math.ceil(0.02 * env().email.budgetPerDay)

/**
 * How many an hour may wait instead of working. Waiting costs a bot nothing, so that this many are
 * lost to it: a quarter of the day's budget if it waits all day.
 */
const mostWaiters = () => Math.ceil(0.01 * env().email.budgetPerDay)

/** One record: the emails of each of the last 24 hours, and who waited in this one. */
export const SURGE_KEY = 'limit:surge'

/**
 * For scripts: functions that say whether there is a surge, with its count and the usual one;
 * whether one more may wait; and one that counts an email. @see surgeArguments
 */
export const SURGE = `
local function surge(key, hour, times, fewest)
  local count = tonumber(redis.call('HGET', key, hour) or '0')
  if count < tonumber(fewest) then return false end
  local day = 0
  for earlier = hour - 24, hour - 1 do
    day = day + tonumber(redis.call('HGET', key, string.format('%d', earlier)) or '0')
  end
  return count > times * day / 24, count, math.floor(day / 24)
end
local function may_wait(key, hour, most)
  return tonumber(redis.call('HGET', key, 'waited:' .. hour) or '0') < tonumber(most)
end
local function count_unknown(key, hour, waited)
  for _, field in ipairs(waited and { hour, 'waited:' .. hour } or { hour }) do
    local count = tonumber(redis.call('HGET', key, field) or '0') + 1
    redis.call('HSET', key, field, string.format('%d', count))
    if field == hour and count == 1 then
      local all = redis.call('HGETALL', key)
      for i = 1, #all, 2 do
        if tonumber(string.match(all[i], '%d+')) < hour - 24 then redis.call('HDEL', key, all[i]) end
      end
      redis.call('PEXPIRE', key, ${hours(25)})
    end
  end
end`

/** The hour (since 1970), and what `surge` and `may_wait` compare with. Four values. */
export const surgeArguments = (now: number) => [
  Math.floor(now / hours(1)),
  TIMES_USUAL,
  fewest(),
  mostWaiters(),
]

/** Tells an operator. The script says when: once an hour. */
export function tellSurge(thisHour: number, usual: number): void {
  log.error('surge.suspected', undefined, { thisHour, usual, perDay: env().email.budgetPerDay })
}
