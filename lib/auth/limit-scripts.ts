import 'server-only'
import { z } from 'zod'

/**
 * For scripts: a function that consumes those limits, from the first to the last. It returns 0,
 * whether a shadow limit was exceeded, which ones it counted, and 1 or 2 if the budget ran low or
 * out just now; or which limit refused and for how long.
 *
 * It checks all before it counts any: a request that one limit refuses must not use up another, the
 * total least of all. If a shadow limit is exceeded, only those listed before the first of them count.
 *
 * `keys` ends with a key for each of the budget's alarms; `numbers` has three values for each limit.
 */
export const CONSUME = `
local function consume(keys, numbers, first, last)
  local function kind(i) return numbers[3 * i] end
  local wanted = {}
  local function is_over(i)
    local key = keys[i]
    wanted[key] = (wanted[key] or 0) + 1
    return tonumber(redis.call('GET', key) or '0') + wanted[key] > tonumber(numbers[3 * i - 2])
  end

  local suppressed = false
  for i = first, last do
    if kind(i) == 'shadow' and is_over(i) then suppressed = true end
  end
  for i = first, last do
    local is_asked = kind(i) ~= 'shadow' and (kind(i) ~= 'suppressed' or suppressed)
    if is_asked and is_over(i) then return i, redis.call('PTTL', keys[i]), '', 0 end
  end

  local counted, alarm = {}, 0
  for i = first, last do
    if suppressed and kind(i) == 'shadow' then break end
    if suppressed or kind(i) ~= 'suppressed' then
      local count = redis.call('INCR', keys[i])
      if count == 1 then redis.call('PEXPIRE', keys[i], numbers[3 * i - 1]) end
      counted[#counted + 1] = i
      for level, share in ipairs(kind(i) == 'budget' and { 0.8, 1 } or {}) do
        local until_empty = math.max(1, redis.call('PTTL', keys[i]))
        if count >= share * tonumber(numbers[3 * i - 2])
          and redis.call('SET', keys[#keys - 2 + level], 1, 'NX', 'PX', until_empty) then
          alarm = level
        end
      end
    end
  end
  return 0, suppressed and 1 or 0, table.concat(counted, ' '), alarm
end`

/** For scripts: a function that takes back what `consume` said that it had counted. */
export const REFUND = `
local function refund(keys, counted)
  for i in string.gmatch(counted, '%d+') do
    local key = keys[tonumber(i)]
    if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
  end
end`

/** A number from a script. Not coerced: null would count as 0, and 0 lets through. */
export const Count = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])
