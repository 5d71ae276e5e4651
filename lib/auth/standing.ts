import 'server-only'
import type { Device } from '@/lib/auth/device'
import { log } from '@/lib/platform/log'
import { redis } from '@/lib/platform/redis'
import { hash, keyedHashes } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'

/** How long a device cookie lives: the longest that browsers keep one (RFC 6265bis 5.5). */
export const DEVICE_LIFETIME = days(400)

/**
 * How long a device is known before it has standing. Anyone can make known devices, one with each
 * email: what is made today must not spend today what is reserved for known devices.
 */
export const STANDING_AFTER = days(1)

/** What a known device shows to be counted apart from everyone else. */
export type Standing = {
  deviceId: string
  since: number
  /** Where Redis may say that the address's devices were forgotten: one for each secret. */
  keys: string[]
}

/**
 * The standing that a device has for an address, unless it was forgotten: that is for the script
 * that counts to say (`HAS_STANDING`), so that it takes no trip. Undefined for a device
 * that isn't known there, or not yet for long enough: it is counted as an unknown one.
 */
export function standingOf(
  { id, email: known, since }: Pick<Device, 'id' | 'email' | 'since'>,
  email: string,
): Standing | undefined {
  if (known !== email || since === undefined || Date.now() - since <= STANDING_AFTER) return undefined
  return { deviceId: id, since, keys: keysOf(email) }
}

/**
 * For scripts: a function that says whether a device's standing is left, and one that takes as many
 * keys off the front of a list. What can't be read takes it away.
 */
export const HAS_STANDING = `
local function take(list, count)
  local taken = {}
  for i = 1, tonumber(count) do taken[i] = table.remove(list, 1) end
  return taken
end
local function has_standing(keys, since, device)
  for _, key in ipairs(keys) do
    local forgotten = redis.call('GET', key)
    if forgotten then
      local at, except = string.match(forgotten, '^(%d+) (%S*)$')
      if not at or (tonumber(since) <= tonumber(at) and except ~= device) then return false end
    end
  end
  return #keys > 0
end`

/** What `has_standing` is called with; for none, it answers no. */
export const standingArguments = (standing: Standing | undefined) => ({
  keys: standing?.keys ?? [],
  values: [standing?.since ?? '', standing ? hash(standing.deviceId) : ''],
})

/**
 * Takes the standing of every device that is known to an address now, but not of the one that acts:
 * an intruder's browser is a stranger again. A device gets it back by signing in, a day later.
 *
 * Never throws: if Redis can't be reached it is logged, and the intruder keeps what a known device
 * may do more, which is to ask for some more emails to that address and to try some more codes.
 */
export async function forgetStanding(email: string, exceptDeviceId?: string): Promise<void> {
  const [key] = keysOf(email)
  const except = exceptDeviceId === undefined ? '' : hash(exceptDeviceId)
  try {
    // As long as the cookies that it is about.
    await redis().set(key, `${Date.now()} ${except}`, { px: DEVICE_LIFETIME })
  } catch (error) {
    log.error('standing.forget_failed', error)
  }
}

// Under every secret, unlike limits: a rotation mustn't give a forgotten device its standing back.
const keysOf = (email: string) =>
  keyedHashes('standing', email).map((each) => `devices-forgotten:${each}`) as [string, ...string[]]
