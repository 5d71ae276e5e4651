import type { LimitName } from '@/lib/auth/limits'
import { hash } from '@/lib/platform/secrets'
import { environment } from '../support/environment'

/** Lets time pass for those keys of Redis. */
export async function letPass(match: string, ms: number): Promise<void> {
  await post('/_dev/advance', { ms, match })
}

/** How much of a limit has been consumed so far. */
export async function countOf(limit: LimitName, id: string): Promise<number> {
  const key = `limit:${limit}:${hash(id)}`
  const { result } = await post('/', ['GET', key])
  return Number(result ?? 0)
}

async function post(path: string, body: unknown) {
  const answer = await fetch(new URL(path, environment.redisUrl), {
    method: 'POST',
    headers: { Authorization: `Bearer ${environment.redisToken}` },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`Redis answered ${answer.status} to ${path}.`)
  return answer.json()
}
