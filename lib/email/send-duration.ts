import 'server-only'
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

// An immediate answer would reveal that no email was sent: that the address has bounced, its owner
// has complained, or too many emails were requested (ASVS 6.3.8).

const SAMPLE_SIZE = 100

/**
 * How long Resend usually takes, in milliseconds. For an instance that hasn't sent anything yet.
 */
const USUAL = [80, 250] as const

// Next bundles pages and handlers separately, so what they share hangs on the process.
const shared = globalThis as { emailDurations?: number[] }
shared.emailDurations ??= []
const durations = shared.emailDurations

/** Records how many milliseconds sending an email took. */
export function recordDuration(milliseconds: number): void {
  durations.push(milliseconds)
  if (durations.length > SAMPLE_SIZE) durations.shift()
}

/** Waits as long as one of the latest emails took, chosen at random. */
export async function waitAsIfSending(): Promise<void> {
  const sample = durations.length > 0 ? durations[randomInt(durations.length)] : randomInt(...USUAL)
  await wait(sample)
}
