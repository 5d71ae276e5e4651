import 'server-only'
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

// An immediate answer would tell that no email was sent: that the address has bounced, has complained,
// or was requested too often (ASVS 6.3.8).

const SAMPLE_SIZE = 100

/** Until this instance has sent something: what Resend usually takes, in milliseconds. */
const USUAL = [80, 250] as const

// Next bundles pages and handlers apart. What they share hangs on the process.
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
