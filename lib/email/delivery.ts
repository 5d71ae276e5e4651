import 'server-only'
import { z } from 'zod'
import { redis } from '@/lib/platform/redis'
import { hours, inSeconds } from '@/lib/platform/time'

/** Delivery states, least to most final. Events can arrive out of order. */
const STATES = ['delayed', 'delivered', 'bounced', 'complained'] as const
export type DeliveryState = (typeof STATES)[number]

/** As long as a visitor may be waiting for the email. */
const LIFETIME = hours(2)

const key = (messageId: string) => `delivery:${messageId}`

/** Records a delivery event. Safe to repeat. @throws when Redis can't be reached. */
export async function recordDelivery(messageId: string, state: DeliveryState): Promise<void> {
  await redis().multi().sadd(key(messageId), state).expire(key(messageId), inSeconds(LIFETIME)).exec()
}

/** What happened to an email, as far as it is known. @throws when Redis can't be reached. */
export async function deliveryOf(messageId: string): Promise<DeliveryState | undefined> {
  const recorded = z.array(z.string()).parse(await redis().smembers(key(messageId)))
  return STATES.findLast((state) => recorded.includes(state))
}
