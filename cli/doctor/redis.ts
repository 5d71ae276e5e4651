import { type Env, randomId } from '@/lib/platform'
import { type Finding, findingOf, TIMEOUT } from './finding'

/** Farther off than this, links expire early or late, and webhooks' signatures are out of date. */
const LARGEST_DIFFERENCE = 30_000

/** Whether Redis takes a value, gives it back and lets it expire, and what time it is there. */
export async function checkRedis({ redis }: Pick<Env, 'redis'>): Promise<Finding[]> {
  let clock: Finding = { part: 'Clock', state: 'unchecked', what: 'Redis didn’t answer' }
  const run = async (...command: string[]) => {
    const asked = Date.now()
    const answer = await fetch(redis.url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${redis.token}` },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const date = answer.headers.get('date')
    if (date) clock = compareClocks(new Date(date).getTime(), asked, Date.now())
    const { result, error } = await answer.json().catch(() => ({ error: undefined }))
    // Errors end with the command.
    if (!answer.ok) throw new Error(String(error ?? `HTTP ${answer.status}`).split(', command was')[0])
    return result
  }
  const todo =
    'Copy UPSTASH_REDIS_REST_URL and _TOKEN (not the read-only one) from the database’s page at Upstash'
  const found = await findingOf('Redis', todo, async () => {
    const key = `doctor:${randomId()}`
    await run('SET', key, 'here', 'EX', '60')
    if ((await run('GET', key)) !== 'here') throw new Error('a value that was written isn’t there')
    const left = Number(await run('TTL', key))
    await run('DEL', key)
    if (left < 1 || left > 60) throw new Error('a value that was to expire won’t')
    return { state: 'ok', what: `${new URL(redis.url).host}: writes, reads, expires` }
  })
  return [found, clock]
}

/** @param there the server's clock, in milliseconds, cut to seconds; the other two are ours around it */
export function compareClocks(there: number, before: number, after: number): Finding {
  const difference = Math.round((there + 500 - (before + after) / 2) / 1000)
  if (Math.abs(difference) * 1000 <= LARGEST_DIFFERENCE) {
    return { part: 'Clock', state: 'ok', what: 'agrees with Redis’s' }
  }
  const way = difference > 0 ? 'behind' : 'ahead of'
  const what = `${Math.abs(difference)} seconds ${way} Redis’s`
  return { part: 'Clock', state: 'wrong', what, todo: 'Synchronize this machine’s clock (NTP)' }
}
