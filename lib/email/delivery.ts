import 'server-only'
import { z } from 'zod'
import { redis } from '@/lib/platform/redis'
import { hours, inSeconds } from '@/lib/platform/time'

/** What can become of a mail, the later the truer: news may arrive in any order. */
const STATES = ['delayed', 'delivered', 'bounced', 'complained'] as const
export type DeliveryState = (typeof STATES)[number]

/** As long as somebody may be waiting for it. */
const KEPT = hours(2)

const key = (messageId: string) => `mail:delivery:${messageId}`

/** Writes down what became of a mail. The same news twice is the same as once. @throws when Redis can't be reached. */
export async function recordDelivery(messageId: string, state: DeliveryState): Promise<void> {
  await redis().multi().sadd(key(messageId), state).expire(key(messageId), inSeconds(KEPT)).exec()
}

/** What became of a mail, as far as it is known. @throws when Redis can't be reached. */
export async function deliveryOf(messageId: string): Promise<DeliveryState | undefined> {
  const known = z.array(z.string()).parse(await redis().smembers(key(messageId)))
  return STATES.findLast((state) => known.includes(state))
}
