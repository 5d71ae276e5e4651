import 'server-only'
import { minutes, seconds } from '@/lib/platform/time'

// The queue of this process for calls to the email provider, which takes only so many a second.
// Nothing is configured: as long as the provider accepts everything there is no queue, and its first
// 429 teaches how far apart calls must be. Other instances learn it in the same way.

type Waiting = { latest: number; go(isItsTurn: boolean): void }
const waiting: Waiting[] = []

/** When the next call may start. */
let opensAt = 0
/** Milliseconds between the starts of two calls. */
let interval = 0
/** When the provider last said that we call too often. */
let taughtAt = Number.NEGATIVE_INFINITY
let timer: NodeJS.Timeout | undefined

/** Without a word from the provider: Resend takes five calls a second. */
const USUAL_INTERVAL = 200
const LONGEST_INTERVAL = seconds(2)
/** Longest pause before we ask the provider again, whatever it says. */
const LONGEST_PAUSE = seconds(15)
const TAUGHT_FOR = minutes(1)

/**
 * Waits for a turn, first come, first served. False as soon as it is certain that none would come by
 * then, so that a failure is told early instead of waited for.
 * @param latest by `performance.now()`, which no correction of the clock changes
 */
export function turn(latest: number): Promise<boolean> {
  return new Promise((go) => {
    waiting.push({ latest, go })
    letGo()
  })
}

/**
 * The provider refused a call with 429: everyone pauses, and then goes more slowly. Calls that were
 * refused together teach once.
 * @param startedAt when the call that was refused began
 */
export function slowDown(headers: Record<string, string> | null, startedAt: number): void {
  const now = performance.now()
  const pause = seconds(Number(headers?.['retry-after']) || 0)
  // draft-ietf-httpapi-ratelimit-headers: so many calls in so many seconds. A tenth to spare.
  const [limit, reset] = ['ratelimit-limit', 'ratelimit-reset'].map((name) => Number(headers?.[name]) || 0)
  const told = limit && reset ? (1.1 * seconds(reset)) / limit : USUAL_INTERVAL
  if (startedAt >= taughtAt) {
    interval = Math.min(LONGEST_INTERVAL, Math.max(told, isTaught(now) ? 1.5 * interval : 0))
    taughtAt = now
  }
  opensAt = Math.max(opensAt, now + Math.min(LONGEST_PAUSE, Math.max(pause, USUAL_INTERVAL)))
  letGo()
}

const isTaught = (now: number) => now - taughtAt < TAUGHT_FOR

function letGo(): void {
  clearTimeout(timer)
  const now = performance.now()
  if (!isTaught(now)) interval = 0
  while (waiting.length > 0 && opensAt <= now) {
    opensAt = now + interval
    waiting.shift()?.go(true)
  }
  const inTime = waiting.filter(({ latest }, i) => opensAt + i * interval <= latest)
  for (const late of waiting.filter((each) => !inTime.includes(each))) late.go(false)
  waiting.splice(0, waiting.length, ...inTime)
  if (waiting.length > 0) timer = setTimeout(letGo, Math.max(1, opensAt - now))
}
