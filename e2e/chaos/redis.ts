import { type LimitName, limitKey } from '@/lib/auth/limits'
import { Redis } from '../support/redis'

/** Redis without what stands between it and the instances. */
export const redis = new Redis()

/** How much of a limit has been consumed so far. */
export const countOf = async (limit: LimitName, id: string) =>
  Number((await redis.run('GET', limitKey(limit, id))) ?? 0)
