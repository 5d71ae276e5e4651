/** "1 minute", "2 minutes". */
export const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/**
 * A browser and where it seems to be: "Firefox on Windows (203.0.113.…)".
 * @param network as `describeNetwork` names it, or empty
 */
export const browserAt = (device: string, network: string) => {
  if (!network) return device
  return network.endsWith(')') ? `${device}, ${network}` : `${device} (${network})`
}

/** How long a link and its code work, in minutes. */
export type Lifetimes = { link: number; code: number }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A duration in milliseconds, rounded up: "30 seconds", "12 minutes", "3 hours", "7 days". */
export function inTime(milliseconds: number): string {
  if (milliseconds <= 2 * MINUTE) return count(Math.ceil(milliseconds / 1000), 'second', 'seconds')
  if (milliseconds <= 120 * MINUTE) return count(Math.ceil(milliseconds / MINUTE), 'minute', 'minutes')
  if (milliseconds <= 48 * HOUR) return count(Math.ceil(milliseconds / HOUR), 'hour', 'hours')
  return count(Math.ceil(milliseconds / (24 * HOUR)), 'day', 'days')
}

/** How long ago a time was (in milliseconds since 1970), in whole units: "3 minutes ago". */
export function ago(time: number): string {
  const minutes = Math.floor((Date.now() - time) / MINUTE)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${count(minutes, 'minute', 'minutes')} ago`
  if (minutes < 24 * 60) return `${count(Math.floor(minutes / 60), 'hour', 'hours')} ago`
  return `${count(Math.floor(minutes / 60 / 24), 'day', 'days')} ago`
}
