import 'server-only'
import { headers } from 'next/headers'
import { z } from 'zod'
import { type Attempt, attemptKey, parseAttempt } from '@/lib/auth/attempt'
import { MOST_EMAILS } from '@/lib/auth/cooldown'
import type { Pending } from '@/lib/auth/pending-cookie'
import { browserAt } from '@/lib/copy/words'
import { describeDevice } from '@/lib/http/device'
import { describeNetwork } from '@/lib/http/network'
import { looksLikeScanner } from '@/lib/http/scanner'
import { redis } from '@/lib/platform/redis'
import { hash } from '@/lib/platform/secrets'

/** Who opens a link, as an operator is told. */
export type Visitor = { device: string; isScanner: boolean; bindingHash: string }

/**
 * How many different visitors an attempt remembers. A scanner may open a link a thousand times from
 * a dozen machines, and the record stays small.
 */
export const MOST_VISITORS = 8

/** The visitor of this request. @param pending what its pending cookie says */
export async function thisVisitor(pending: Pending | undefined): Promise<Visitor> {
  const received = await headers()
  return {
    device: browserAt(describeDevice(received), describeNetwork(received)),
    isScanner: looksLikeScanner(received),
    bindingHash: pending ? hash(pending.bindingSecret) : '',
  }
}

// One more than are remembered counts all others. A record with a made-up `sent` costs no more.
const VISIT = `
local secret, now, binding, kind, device = unpack(ARGV)
local record, held = redis.call('HGETALL', KEYS[1]), {}
for i = 1, #record, 2 do held[record[i]] = record[i + 1] end
for n = 1, math.min(tonumber(held.sent) or 0, ${MOST_EMAILS}) do
  if held['secretHash:' .. n] == secret then
    if held.bindingHash == binding then kind = 'requester' end
    local visitor, i = n .. ' ' .. kind .. ' ' .. device, 1
    while i <= ${MOST_VISITORS} and held['visitor:' .. i] and held['visitor:' .. i] ~= visitor do i = i + 1 end
    if not held['visitedAt:' .. i] then
      redis.call('HSET', KEYS[1], 'visitor:' .. i, visitor, 'visitedAt:' .. i, now)
    end
    redis.call('HSET', KEYS[1], 'visits:' .. i, (tonumber(held['visits:' .. i]) or 0) + 1)
  end
end
return record`

/**
 * The attempt of that id, as `readAttempt` returns it. In the same call, if one of its links has
 * that secret, notes who has opened it.
 * @throws when Redis can't be reached.
 */
export async function readForVisit(
  id: string,
  secretHash: string,
  { device, isScanner, bindingHash }: Visitor,
): Promise<Attempt | undefined> {
  const kind = isScanner ? 'scanner' : 'other'
  const about = [secretHash, Date.now(), bindingHash, kind, device]
  return parseAttempt(id, await redis().eval(VISIT, [attemptKey(id)], about))
}

/** `requester`: the browser that requested the link. `others`: more than are remembered. */
export type Visits = {
  n?: number
  by: 'requester' | 'scanner' | 'other' | 'others'
  device?: string
  /** The first time. */
  at: number
  times: number
}

const Noted = z.object({
  at: z.coerce.number().int(),
  times: z.coerce.number().int().positive(),
  visitor: z.string().regex(/^\d{1,2} (requester|scanner|other) /),
})

/** Who has opened an attempt's links, from the record's fields. */
export function visitsIn(fields: Record<string, string>): Visits[] {
  return Array.from({ length: MOST_VISITORS + 1 }, (_, i): Visits[] => {
    const at = `:${i + 1}`
    const noted = Noted.safeParse({
      at: fields[`visitedAt${at}`],
      times: fields[`visits${at}`],
      visitor: fields[`visitor${at}`],
    })
    if (!noted.success) return []
    const { visitor, ...when } = noted.data
    if (i === MOST_VISITORS) return [{ by: 'others', ...when }]
    const [n, by, ...device] = visitor.split(' ')
    return [{ n: Number(n), by: by as Visits['by'], device: device.join(' '), ...when }]
  }).flat()
}
