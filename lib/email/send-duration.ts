import 'server-only'
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

// An answer that comes at once would tell that no mail went out: that the address has bounced, has complained, or was
// asked for too often (ASVS 6.3.8).

const REMEMBERED = 100

/** Before this instance has sent anything: between these many milliseconds, as Resend mostly takes. */
const USUAL = [80, 250] as const

// Next bundles pages and handlers apart. What they share hangs on the process.
const shared = globalThis as { mailDurations?: number[] }
shared.mailDurations ??= []
const durations = shared.mailDurations

/** Takes note of how many milliseconds it took to send a mail. */
export function rememberDuration(milliseconds: number): void {
  durations.push(milliseconds)
  if (durations.length > REMEMBERED) durations.shift()
}

/** Waits as long as one of the latest mails took, whichever. */
export async function asLongAsSending(): Promise<void> {
  const one = durations.length > 0 ? durations[randomInt(durations.length)] : randomInt(...USUAL)
  await wait(one)
}
